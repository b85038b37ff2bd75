using System.Text.Json;

namespace Platform.Text;

/// <summary>
/// JSON of another shape than its reader wants. Its message is made of words of ours, never of what was read: unlike that of any
/// other <see cref="JsonException"/> it may be shown.
/// </summary>
internal sealed class UnexpectedContentException(string message) : JsonException(message);
