import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.plugins.PluginInfo;

/** One OpenSearch node for the tests, of Maven's jars: its arguments are its HTTP port and its data folder. */
public class Node extends org.opensearch.node.Node {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Node(Settings settings) throws ClassNotFoundException {
        super(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "tests"),
                (Collection) List.of(network()), false);
    }

    /** The module that speaks HTTP: 2.x takes its class, 3.x what describes it. */
    static Object network() throws ClassNotFoundException {
        if (Version.CURRENT.major < 3) {
            return Class.forName("org.opensearch.transport.Netty4Plugin");
        }
        String name = "org.opensearch.transport.Netty4ModulePlugin";
        return new PluginInfo(name, "", "NA", Version.CURRENT, "1.8", name, null, List.of(), false);
    }

    public static void main(String[] arguments) throws Exception {
        var node = new Node(Settings.builder()
                .put("path.home", Path.of(arguments[1]).toString())
                .put("cluster.name", "briefing-bot-tests").put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1").put("http.port", arguments[0]).put("transport.port", "0")
                .put("transport.type", "netty4").put("http.type", "netty4")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build());
        node.start();
        while (System.in.read() >= 0) {} // Until whoever started it closes the pipe, or is gone.
        node.close();
    }
}
