// Asks a server by the TypeScript SDK's client: an implementation of the protocol that is not the server's own.
//
//     node independent.mjs FOLDER COMMAND ARGUMENT...
//
// FOLDER is where `npm install @modelcontextprotocol/client` was run. Prints what came of it, as one object.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, command, ...args] = process.argv.slice(2);
const installed = createRequire(`${folder}/package.json`);
const load = (name) => import(pathToFileURL(installed.resolve(name)));
const { Client } = await load("@modelcontextprotocol/client");
const { StdioClientTransport } = await load("@modelcontextprotocol/client/stdio");

const client = new Client({ name: "independent", version: "1" });
await client.connect(new StdioClientTransport({ command, args, env: process.env, stderr: "inherit" }));
const { tools } = await client.listTools();
const call = async (name, given) => {
  const result = await client.callTool({ name, arguments: given }); // checked against the tool's schema
  return result.isError ? { error: result.content[0].text } : result.structuredContent;
};
const { resources } = await client.listResources();
const read = await client.readResource({ uri: "briefing://articles/ferry-strike-ends" });
const asked = {
  server: client.getServerVersion().name,
  instructions: client.getInstructions(),
  tools: tools.map((tool) => [tool.name, tool.annotations.readOnlyHint]),
  ask: await call("ask", { question: "what did Aldercott say about the car parks?" }),
  verify: await call("verify_quotation", { quotation: "we will sleep again", speaker: "Thorley" }),
  draft: await call("check_draft", { text: "“We did not win everything, but we will sleep again,” said Agnes Thorley." }),
  person: await call("person", { name: "Thorley" }),
  refused: await call("ask", { qestion: "who?" }),
  resources: resources.map((resource) => resource.uri),
  article: JSON.parse(read.contents[0].text),
};
await client.close();
process.stdout.write(JSON.stringify(asked));
