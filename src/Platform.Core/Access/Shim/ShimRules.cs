namespace Platform.Access.Shim;

/// <summary>What a host lets the read-only script ask for, as its forced command is written in <c>authorized_keys</c>.</summary>
/// <param name="PlatformDirectory">The one folder whose compose files may be read; null where none may.</param>
/// <param name="DockerHost">The one socket of an engine that may be named; null where the script may name none.</param>
/// <param name="Bodies">SHA-256 of further bodies that are let in: those of other versions.</param>
public sealed record ShimRules(string? PlatformDirectory, string? DockerHost, IReadOnlyList<string> Bodies);
