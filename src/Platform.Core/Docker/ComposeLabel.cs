namespace Platform.Docker;

/// <summary>The labels Compose puts on its containers.</summary>
internal static class ComposeLabel
{
    public const string Prefix = "com.docker.compose.";
    public const string Project = Prefix + "project";
    public const string Service = Prefix + "service";
    public const string Number = Prefix + "container-number";
    public const string OneOff = Prefix + "oneoff";
    public const string WorkingDirectory = Prefix + "project.working_dir";
    public const string ConfigFiles = Prefix + "project.config_files";
    public const string Version = Prefix + "version";
}
