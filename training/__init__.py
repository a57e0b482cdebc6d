"""Scripts that make the shipped models from named data; nothing of the running program imports them."""

# Its import keeps onnxruntime from sending usage reports, before any script here loads the library.
import bot.models.runtime  # noqa: F401
