using System.Text;
using Platform.Diagnostics;
using Platform.Files;
using Platform.Manifests;
using Platform.Root;
using Platform.Schema;

namespace Platform.Adopting;

/// <summary>Makes a platform root of a folder: an inventory, one example, and the schemas for editors. What is there stays as it is.</summary>
public static class RootCreation
{
    /// <summary>The schemas of files that people write.</summary>
    private static readonly string[] Schemas = ["hosts.schema.json", "module.schema.json", "module-strict.schema.json", "policy.schema.json"];

    private const string Hosts = """
        # yaml-language-server: $schema=schema/hosts.schema.json
        schema_version: 1
        defaults: { compose_project: home-platform, connect_timeout_seconds: 10, command_timeout_seconds: 60 }
        hosts:
          # The docker of this machine. A host that is reached by ssh:
          #   server: { transport: ssh, destination: ops@server.example, platform_dir: /srv/platform }
          lab: { transport: local }

        """;

    private const string Compose = """
        services:
          example:
            image: docker.io/library/nginx:1.28
            ports: ["127.0.0.1:8080:80"]
            restart: unless-stopped

        """;

    /// <summary>Makes the files that are not there.</summary>
    /// <param name="folder">Absolute path of the folder, which is made where there is none.</param>
    /// <exception cref="IOException">A file cannot be made; those before it stay.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be made.</exception>
    public static IReadOnlyList<InitFile> Make(string folder)
    {
        NewFile.MakeFolder(Path.Combine(folder, "modules"));
        var root = PlatformRoot.Above(folder) ?? throw new DirectoryNotFoundException($"{folder} cannot be made a root: it has no folder 'modules'");
        var fence = new FileFence(root.Path);
        List<InitFile> files = [];
        foreach (var name in Schemas) Put($"schema/{name}", ShippedSchemas.TextOf(name));
        Put("hosts.yaml", Encoding.UTF8.GetBytes(Hosts));
        if (ModuleFolder.AllOf(root).Length > 0 || HostOf(root) is not { } host) return files;
        Put("compose/example/compose.yaml", Encoding.UTF8.GetBytes(Compose));
        Put($"modules/example/{ModuleFolder.ManifestName}", Encoding.UTF8.GetBytes(Example(host)));
        return files;

        void Put(string path, byte[] bytes)
        {
            var file = Path.Combine(root.Path, path);
            var refusal = NewFile.Make(file, bytes, fence);
            if (refusal is not null && refusal != Refusals.InTheWay) throw refusal.ToException(file);
            files.Add(new InitFile(path, refusal is null));
        }
    }

    /// <summary>The first host of an inventory: the example has to be on one that there is. Null where the inventory has none, or is invalid.</summary>
    private static string? HostOf(PlatformRoot root)
    {
        var context = RootContext.Open(root);
        return context.Diagnostics.Any(d => d.Severity is DiagnosticSeverity.Error) ? null : context.Inventory.Hosts.FirstOrDefault()?.Name;
    }

    private static string Example(string host) => $$"""
        # yaml-language-server: $schema=../../schema/module.schema.json
        # An example: change it, or remove this folder and compose/example. 'platformctl adopt HOST' writes manifests of what a host runs.
        schema_version: 2
        id: example
        name: Example
        tier: 2-tools
        owner: "{{Todo.Prefix}} who answers for it"
        spec:
          user_facing_outcome: "{{Todo.Prefix}} what a user gets from it"
          acceptance_criteria:
            - "{{Todo.Prefix}} how one sees that it works"
          runtime:
            host: {{host}}
            orchestrator: docker-compose
            compose_project: example
            compose_file: compose/example/compose.yaml
            compose_service: example
            statefulness: stateless
            image_build: upstream
            image_observed: "{{Todo.Prefix}} platformctl edit record example writes what runs"
            image_digest_pinned_in_compose: false
          source:
            kind: upstream-image
            location: docker.io/library/nginx
            version_scheme: upstream-tag
          artifact:
            kind: oci-image
            registry: upstream-registry
            reference: docker.io/library/nginx:1.28
            update_policy: manual

        """;
}

/// <summary>A file of a new root.</summary>
/// <param name="Path">Relative to the root.</param>
/// <param name="Made">Whether it was made now; false where it was there, and is as it was.</param>
public sealed record InitFile(string Path, bool Made)
{
    public override string ToString() => Path;
}
