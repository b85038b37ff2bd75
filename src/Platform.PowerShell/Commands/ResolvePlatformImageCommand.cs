using System.Management.Automation;
using Platform.Docker;
using Platform.Manifests;
using Platform.Registries;
using Platform.Reporting;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>Asks registries which digest an image has now. Read-only, and no pull.</summary>
/// <remarks>
/// An image that is not found, or whose registry does not answer, is a result with its status, not an error.
/// </remarks>
/// <example>
/// <code>Get-PlatformModule | Resolve-PlatformImage | Where-Object PinnedDigestAgrees -eq $false</code>
/// </example>
[Cmdlet(VerbsDiagnostic.Resolve, "PlatformImage")] // without a default set: that one would take a module for the text that it converts to
[OutputType(typeof(ImageResolution), typeof(string))]
public sealed class ResolvePlatformImageCommand : PlatformCommand
{
    private const string ReferenceSet = "Reference";
    private const string InputSet = "InputObject";

    private readonly List<string> _references = [];

    /// <summary>Image references: <c>redis:7</c>, <c>ghcr.io/owner/name:1.2.3</c>.</summary>
    [Parameter(ParameterSetName = ReferenceSet, Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Image")]
    [ValidateNotNullOrEmpty]
    public string[] Reference { get; set; } = [];

    /// <summary>Modules, whose artifact is asked for. One without an artifact is left out.</summary>
    [Parameter(ParameterSetName = InputSet, Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    public PlatformModule[] InputObject { get; set; } = [];

    /// <summary>The platform whose own digest is given as well: <c>linux/arm64</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Platform { get; set; }

    /// <summary>Registries that may be asked over plain HTTP, beside <c>insecure_registries</c> of <c>hosts.yaml</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] InsecureRegistry { get; set; } = [];

    /// <summary>The platform root, for mirrors and registries over plain HTTP. Without one no image has any.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    /// <summary>Gives one string instead: what <c>platformctl resolve --json</c> prints.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == InputSet)
        {
            foreach (var module in InputObject)
            {
                if (module.Artifact is { } artifact) Add(Pinned(artifact));
                else Tell($"{module.Id}: no spec.artifact, so that no image is asked for");
            }

            return;
        }

        foreach (var reference in Reference) Add(reference);
    }

    protected override void EndProcessing()
    {
        ImagePlatform? platform = null;
        if (Platform is not null && !ImagePlatform.TryParse(Platform, out platform)) ThrowTerminatingError(Failure.ImagePlatformInvalid(Platform));
        if (_references.Count == 0) return;
        using var resolver = new ImageResolver(new RegistryOptions { Settings = Settings(), Platform = platform }, TimeProvider.System);
        var images = Interruptible(stop => ReadAsync(resolver, [.. _references.Distinct(StringComparer.Ordinal)], stop).GetAwaiter().GetResult());
        if (AsJson) WriteJson(ReportJson.Write(ResolveReport.Of(images)));
        else WriteObject(images, enumerateCollection: true);
    }

    private void Add(string reference)
    {
        if (ImageReference.TryParse(reference, out _)) _references.Add(reference);
        else WriteError(Failure.ImageReferenceInvalid(reference));
    }

    private static async Task<List<ImageResolution>> ReadAsync(ImageResolver resolver, string[] references, CancellationToken cancellationToken)
    {
        List<ImageResolution> images = [];
        await foreach (var image in resolver.ResolveAsync(references, cancellationToken)) images.Add(image);
        return images;
    }

    private static string Pinned(ModuleArtifact artifact) => artifact.Digest is { } digest && !artifact.Reference.Contains('@', StringComparison.Ordinal) ? $"{artifact.Reference}@{digest}" : artifact.Reference;

    private RegistrySettings Settings()
    {
        foreach (var registry in InsecureRegistry)
            if (!ImageReference.TryParse($"{registry}/a", out var reference) || reference.Registry != registry) ThrowTerminatingError(Failure.RegistryInvalid(registry));

        var isNamed = Root is not null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable));
        var root = isNamed ? FindRoot(Root) : PlatformRoot.Above(SessionState.Path.CurrentFileSystemLocation.ProviderPath);
        if (root is null) return RegistrySettings.None with { Insecure = InsecureRegistry };
        var read = RootRegistries.Read(root);
        if (read.Diagnostics.Count > 0) ThrowTerminatingError(Failure.InventoryInvalid(read.Diagnostics));
        return read.Settings with { Insecure = [.. read.Settings.Insecure, .. InsecureRegistry] };
    }
}
