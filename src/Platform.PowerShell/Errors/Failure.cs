using System.Management.Automation;
using System.Text.Json;
using Platform.Access;
using Platform.Access.Catalog;
using Platform.Adopting;
using Platform.Applying;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Planning;
using Platform.Policy;
using Platform.Registries;
using Platform.Root;
using Platform.Text;

namespace Platform.PowerShell.Errors;

/// <summary>The error records of the module. Their ids are a contract: scripts compare them.</summary>
internal static class Failure
{
    private const int LinesShown = 5;

    public static ErrorRecord RootNotFound(string message, string location) => Record(
        new ItemNotFoundException(message), "RootNotFound", ErrorCategory.ObjectNotFound, location,
        $"Go to a platform root (a folder with 'modules'), or name one with -Root or the environment variable {PlatformRoot.EnvironmentVariable}.");

    public static ErrorRecord ModuleNotFound(string message, string name) => Record(
        new ItemNotFoundException(message), "ModuleNotFound", ErrorCategory.ObjectNotFound, name,
        "Get-PlatformModule lists the modules of the root.");

    public static ErrorRecord NoModules(PlatformRoot root) => Record(
        new ItemNotFoundException(ModuleSelection.NoModules(root)), "NoModules", ErrorCategory.ObjectNotFound, root.Path,
        "Name another root with -Root, or write a manifest there.");

    public static ErrorRecord NoModuleMatches(IReadOnlyList<string> patterns, PlatformRoot root) => Record(
        new ItemNotFoundException($"no module of {root} matches {string.Join(", ", patterns.Select(p => $"'{TerminalText.Clean(p)}'"))}"),
        "NoModules", ErrorCategory.ObjectNotFound, string.Join(", ", patterns), "Get-PlatformModule lists the modules of the root.");

    public static ErrorRecord TierNotFound(string tier, PlatformRoot root, IEnumerable<string> tiers) => Record(
        new ItemNotFoundException($"no module of {root} is in tier '{TerminalText.Clean(tier)}'; its tiers are {string.Join(", ", tiers)}"),
        "TierNotFound", ErrorCategory.ObjectNotFound, tier, "Name a tier in full, or with a wildcard: 0*");

    public static ErrorRecord FindingCodeNotFound(string code, IReadOnlyList<string> codes) => Record(
        new ItemNotFoundException($"no finding has the code '{TerminalText.Clean(code)}'{(NearestName.Find(code.ToUpperInvariant(), codes) is { } near ? $"; did you mean {near}?" : "")}"),
        "FindingCodeNotFound", ErrorCategory.ObjectNotFound, code, "Get-Help about_Platform_Drift lists the codes; Tab completes them.");

    public static ErrorRecord NoHosts(PlatformRoot root) => Record(
        new ItemNotFoundException($"{root} has no hosts: neither a hosts.yaml nor a module names one"), "NoHosts", ErrorCategory.ObjectNotFound, root.Path,
        "Declare hosts in hosts.yaml.");

    public static ErrorRecord PlanNotInJournal(string id, string path) => Record(
        new ItemNotFoundException($"the journal has no plan whose id begins with '{TerminalText.Clean(id)}'"), "PlanNotInJournal", ErrorCategory.ObjectNotFound, id,
        $"Get-PlatformJournal | Select-Object -Unique -ExpandProperty Plan lists those in {path}.");

    public static ErrorRecord HostNotFound(string name, PlatformRoot root) => Record(
        new ItemNotFoundException($"no host '{TerminalText.Clean(name)}' in {root.HostsPath}"),
        "HostNotFound", ErrorCategory.ObjectNotFound, name,
        "Get-PlatformHost lists the hosts; a new one is added to hosts.yaml.");

    public static ErrorRecord ContainerNotFound(string what, string name) => Record(
        new ItemNotFoundException($"no {what} '{TerminalText.Clean(name)}' on the hosts that were looked at"), "ContainerNotFound", ErrorCategory.ObjectNotFound, name,
        "Get-PlatformContainer lists what hosts run.");

    public static ErrorRecord AdoptOptionInvalid(string fault) => Record(
        new InvalidOperationException(fault), "AdoptOptionInvalid", ErrorCategory.InvalidArgument, "Tier", "Leave it out to have a TODO written in its place.");

    public static ErrorRecord NotAdopted(AdoptedModule module, AdoptRefusal refusal) => Record(
        new InvalidOperationException($"{module.Module ?? module.Service ?? module.Containers[0]} of {module.Host} is not adopted: {refusal.Message}"), "NotAdopted", ErrorCategory.InvalidOperation,
        module.Module ?? module.Containers[0], "The message has the way out; nothing was written for it.");

    public static ErrorRecord NoHostNamed() => Record(
        new InvalidOperationException("no host is named"), "NoHostNamed", ErrorCategory.InvalidArgument, "Name",
        "Name hosts with -Name, or all of them with -Name *.");

    public static ErrorRecord NoModuleNamed() => Record(
        new InvalidOperationException("no module is named"), "NoModuleNamed", ErrorCategory.InvalidArgument, "Name",
        "Name modules with -Name, or all of them with -Name *.");
    /// <summary>The file that <c>-Since</c> names is no readiness document of this version, or one of another kind.</summary>
    public static ErrorRecord EarlierReadinessInvalid(string message, string path) => Record(
        new InvalidDataException(message), "EarlierReadinessInvalid", ErrorCategory.InvalidData, path,
        "Make such a file with: platformctl readiness --json");

    public static ErrorRecord ShardInvalid(string text) => Record(
        new FormatException($"'{TerminalText.Clean(text)}' is no shard; {HostShard.Wanted}"), "ShardInvalid", ErrorCategory.InvalidArgument, text,
        "Name a part and the number of parts: -Shard 2/4");

    /// <summary><c>-Since</c> compares whole fleets, and a shard is a part of one.</summary>
    public static ErrorRecord SinceOfShard() => Record(
        new InvalidOperationException("-Since compares whole fleets, and -Shard is a part of one"), "SinceOfShard", ErrorCategory.InvalidArgument, "Since",
        "Leave out one of them, or compare what Merge-PlatformReport gives with platformctl diff.");

    /// <summary>A document of the command line that cannot be read, or cannot be compared or merged with another.</summary>
    public static ErrorRecord DocumentInvalid(string message, string path) => Record(
        new InvalidDataException(message), "DocumentInvalid", ErrorCategory.InvalidData, path,
        "Make it with platformctl and --json, or with -AsJson of a cmdlet.");

    public static ErrorRecord ShardsNotWhole(IReadOnlyList<string> faults) => Record(
        new InvalidDataException(string.Join(Environment.NewLine, faults)), "ShardsNotWhole", ErrorCategory.InvalidData, "Path",
        "Name the documents of all shards, each once.");

    public static ErrorRecord ReportFormatUnknown(string message, string path) => Record(
        new NotSupportedException(message), "ReportFormatUnknown", ErrorCategory.InvalidArgument, path,
        "Let the name of the file end with the format, or name one with -Format.");

    public static ErrorRecord ReportOfManyRoots() => Record(
        new InvalidOperationException("modules of several roots are piped in, and a report is of one"), "ReportOfManyRoots", ErrorCategory.InvalidArgument, "InputObject",
        "Write one report for each root.");

    public static ErrorRecord JsonIsWhole(string parameter) => Record(
        new InvalidOperationException($"-AsJson gives the whole document, and {parameter} would take something out of it"), "JsonIsWhole", ErrorCategory.InvalidArgument, parameter,
        $"Leave out {parameter}, or pick from the document with ConvertFrom-Json.");

    public static ErrorRecord ImageReferenceInvalid(string reference) => Record(
        new FormatException(ImageResolver.InvalidReference(reference)), "ImageReferenceInvalid", ErrorCategory.InvalidArgument, reference,
        "Write it like redis:7 or ghcr.io/owner/name:1.2.3.");

    public static ErrorRecord ImagePlatformInvalid(string platform) => Record(
        new FormatException($"'{TerminalText.Clean(platform)}' is no platform"), "ImagePlatformInvalid", ErrorCategory.InvalidArgument, platform,
        "Name a system and an architecture: linux/amd64, linux/arm/v7.");

    public static ErrorRecord RegistryInvalid(string registry) => Record(
        new FormatException($"'{TerminalText.Clean(registry)}' is no registry"), "RegistryInvalid", ErrorCategory.InvalidArgument, registry,
        "Name it with its port, as references do: registry.lan:5000.");

    public static ErrorRecord PathNotFound(string path) => Record(
        new ItemNotFoundException($"there is no {path}"), "PathNotFound", ErrorCategory.ObjectNotFound, path,
        "Name a module's folder or its module.yaml.");

    public static ErrorRecord PathNotInRoot(string path) => Record(
        new ItemNotFoundException($"{path} is no module of a platform root"), "PathNotInRoot", ErrorCategory.InvalidArgument, path,
        "Name a module's folder below the folder 'modules' of a platform root, or its module.yaml.");

    /// <summary>A manifest with errors: one record, whatever their number.</summary>
    public static ErrorRecord ManifestInvalid(IReadOnlyList<Diagnostic> errors) => Record(
        new InvalidDataException(Lines(errors)), "ManifestInvalid", ErrorCategory.InvalidData, errors[0].Module ?? errors[0].File,
        $"Correct the manifest; Test-PlatformManifest -Name {errors[0].Module} lists all that is wrong with it.");

    /// <summary>A manifest that is not edited, and where the reason stands.</summary>
    public static ErrorRecord EditRefused(string module, Diagnostic refusal) => Record(
        new InvalidOperationException(refusal.ToString()), "EditRefused", ErrorCategory.InvalidOperation, module,
        $"Look at {refusal.File}, line {refusal.Line}. Get-Help Update-PlatformManifest -Full tells what is edited, and what is refused.");

    public static ErrorRecord RegistryUnreachable(string registry, Diagnostic refusal) => Record(
        new InvalidOperationException(refusal.ToString()), "RegistryUnreachable", ErrorCategory.ConnectionError, registry,
        "Resolve-PlatformImage says what the registry answers to a reference.");

    /// <summary>An inventory with errors: one record, whatever their number.</summary>
    public static ErrorRecord InventoryInvalid(IReadOnlyList<Diagnostic> errors) => Record(
        new InvalidDataException(Lines(errors)), "InventoryInvalid", ErrorCategory.InvalidData, errors[0].File,
        $"Correct {errors[0].File}; until then no host is known.");

    /// <summary><c>policies/policy.yaml</c> with errors: one record, whatever their number.</summary>
    public static ErrorRecord PolicyInvalid(IReadOnlyList<Diagnostic> errors) => Record(
        new InvalidDataException(Lines(errors)), "PolicyInvalid", ErrorCategory.InvalidData, errors[0].File,
        $"Correct {errors[0].File}; until then nothing is judged.");

    /// <summary>Rules that could not be judged, since a compose file of the module is missing or broken.</summary>
    public static ErrorRecord NotJudged(IReadOnlyList<Diagnostic> errors) => Record(
        new InvalidDataException(Lines(errors)), "ModuleNotJudged", ErrorCategory.InvalidData, errors[0].Module ?? errors[0].File,
        $"Correct what the message names; Test-PlatformManifest -Name {errors[0].Module} lists all that is wrong with it.");

    public static ErrorRecord VerdictNotFound(string path) => Record(
        new ItemNotFoundException($"there is no verdict {TerminalText.Clean(path)}"), "VerdictNotFound", ErrorCategory.ObjectNotFound, path,
        "Name a file, or a folder of them, with one verdict each (schema/review.schema.json).");

    public static ErrorRecord VerdictInvalid(IReadOnlyList<Diagnostic> errors) => Record(
        new InvalidDataException(Lines(errors)), "VerdictInvalid", ErrorCategory.InvalidData, errors[0].File,
        "Correct the file, or have the reviewer write it anew; schema/review.schema.json says what a verdict is.");

    public static ErrorRecord ReviewersInvalid(IReadOnlyList<Diagnostic> errors) => Record(
        new InvalidDataException(Lines(errors)), "ReviewersInvalid", ErrorCategory.InvalidData, errors[0].File,
        $"Correct {errors[0].File}; until then it is not known who has to review.");

    public static ErrorRecord NotReviewed(string message, string target) => Record(
        new InvalidOperationException(message), "NotReviewed", ErrorCategory.InvalidOperation, target, "Do what the message says, and review again.");

    public static ErrorRecord AddressInvalid(string message, string address) => Record(
        new FormatException(message), "AddressInvalid", ErrorCategory.InvalidArgument, address, "Copy the address of the change request from the browser.");

    public static ErrorRecord NotPosted(string message, string address) => Record(
        new InvalidOperationException($"the decision was not posted: {message}"), "NotPosted", ErrorCategory.ConnectionError, address,
        "Do what the message says; Merge-PlatformReview -AsMarkdown gives the text again.");

    public static ErrorRecord BaselineInvalid(IReadOnlyList<Diagnostic> errors) => Record(
        new InvalidDataException(Lines(errors)), "BaselineInvalid", ErrorCategory.InvalidData, errors[0].File,
        "Name a file with the output of platformctl policy --json.");

    /// <summary>What <c>-FailOn</c> asks for: one record for the call, whose target are the findings.</summary>
    public static ErrorRecord PolicyFailed(IReadOnlyList<PolicyFinding> failing, PolicySeverity severity) => Record(
        new InvalidOperationException($"{failing.Count} findings at or above {severity.ToString().ToLowerInvariant()}: {string.Join(", ", failing.Take(LinesShown).Select(f => $"{f.Rule} of {f.Module}"))}{(failing.Count > LinesShown ? $" and {failing.Count - LinesShown} more" : "")}"),
        "PolicyFailed", ErrorCategory.InvalidResult, failing, "Mend what they name, or acknowledge it in the manifest: (Get-PlatformPolicyRule ID).ReadPage() says when.");

    public static ErrorRecord PolicyRuleNotFound(string id, IReadOnlyList<string> ids) => Record(
        new ItemNotFoundException($"there is no rule '{TerminalText.Clean(id)}'{(NearestName.Find(id, ids) is { } near ? $"; did you mean {near}?" : "")}"),
        "PolicyRuleNotFound", ErrorCategory.ObjectNotFound, id, "Get-PlatformPolicyRule lists the rules; Tab completes them.");

    private static string Lines(IReadOnlyList<Diagnostic> errors) =>
        string.Join('\n', errors.Take(LinesShown)) + (errors.Count > LinesShown ? $"\n… and {errors.Count - LinesShown} more" : "");

    public static ErrorRecord HostUnreachable(string host, HostFailure failure)
    {
        var message = failure.Detail is null ? $"{host}: {failure.Message}" : $"{host}: {failure.Message} ({failure.Detail})";
        var id = failure.Reason is HostFailureReason.NotTrusted ? "RootNotTrusted" : "HostUnreachable";
        return Record(new HostUnreachableException(message, failure.Reason), id, CategoryOf(failure.Reason), host, WayOut(host, failure.Reason));
    }

    /// <summary>The host was read, but not all of its modules: a recorded snapshot was made without asking for them.</summary>
    public static ErrorRecord SnapshotIncomplete(string host, ModuleDrift unseen) => Record(
        new InvalidDataException($"{host}: {unseen.Findings[0].Message}"), "SnapshotIncomplete", ErrorCategory.InvalidData, host,
        "Make the snapshot again with Save-PlatformSnapshot.");

    /// <summary>What <c>-ErrorOnDrift</c> asks for: one record for the call, whose target are the results that have drifted.</summary>
    public static ErrorRecord DriftFound(IReadOnlyList<ModuleDrift> drifted) => Record(
        new InvalidOperationException($"drift found: {Names(drifted)}"), "DriftFound", ErrorCategory.InvalidResult, drifted,
        "Their findings say what differs: Get-PlatformDrift NAME | Select-Object -ExpandProperty Findings");

    /// <summary>The same of results that say nothing of a part of their module. Those of hosts that do not answer have errors of their own.</summary>
    public static ErrorRecord NotCompared(IReadOnlyList<ModuleDrift> incomplete) => Record(
        new InvalidOperationException($"not compared wholly: {Names(incomplete)}"), "NotCompared", ErrorCategory.InvalidResult, incomplete,
        "Their findings say what and why: Get-PlatformDrift NAME | Select-Object -ExpandProperty Findings. Where it can't be helped, accept_not_compared of the host in hosts.yaml accepts it.");

    private static string Names(IReadOnlyList<ModuleDrift> modules)
    {
        var names = string.Join(", ", modules.Take(LinesShown).Select(d => TerminalText.Clean(d.Module ?? d.Live?.Containers[0].ContainerName ?? d.Host)));
        return modules.Count > LinesShown ? $"{names} and {modules.Count - LinesShown} more" : names;
    }

    public static ErrorRecord NothingLive(HostDefinition host) => Record(
        new InvalidOperationException($"{host.Name} is recorded: its state is read from {host.SnapshotPath}, and there is nothing live to take a snapshot of"),
        "HostIsRecorded", ErrorCategory.InvalidOperation, host.Name,
        "Give the host the transport 'ssh' or 'local' in hosts.yaml, or use -Root with a root whose hosts.yaml does.");

    public static ErrorRecord FileExists(string path) => Record(
        new IOException($"{path} exists"), "FileExists", ErrorCategory.ResourceExists, path,
        "Leave -NoClobber out to replace it, or name another file with -Path.");

    public static ErrorRecord OneFileManyHosts(string path) => Record(
        new InvalidOperationException($"{path} is one file, and the snapshots are of several hosts"),
        "OneFileManyHosts", ErrorCategory.InvalidArgument, path,
        "Name a folder with -Path, which then gets a file for each host.");

    public static ErrorRecord NotWritten(Exception exception, string path) => Record(
        exception, "SnapshotNotWritten", ErrorCategory.WriteError, path, "Name a file you may write with -Path.");

    public static ErrorRecord NotReadable(Exception exception, PlatformRoot root) => Record(
        exception, "RootNotReadable", ErrorCategory.ReadError, root.Path, "Check the permissions of the root and its folder 'modules'.");

    public static ErrorRecord TrustNotWritten(Exception exception, string path) => Record(
        exception, "TrustNotWritten", ErrorCategory.WriteError, path,
        "Trust is kept in the user's configuration, where nobody else may write: see about_Platform, or list the root in " + Trust.EnvironmentVariable + ".");

    public static ErrorRecord NotPositive(TimeSpan value, string parameter) => Record(
        new ArgumentException("a time span above zero is wanted", parameter), "NotPositive", ErrorCategory.InvalidArgument, value,
        $"For instance: -{parameter} 24:00:00");

    public static ErrorRecord PlanNotWritten(Exception exception, string path) => Record(
        exception, "PlanNotWritten", ErrorCategory.WriteError, path, "Name a file you may write with -OutFile.");

    public static ErrorRecord PlanNotFound(string path) => Record(
        new ItemNotFoundException($"there is no plan {path}"), "PlanNotFound", ErrorCategory.ObjectNotFound, path,
        "Make a plan with New-PlatformPlan -OutFile.");

    public static ErrorRecord PlanInvalid(Exception exception, string path) => Record(
        // What is wrong with the text has a place and no file; what is wrong with the file has its path.
        exception is JsonException ? new InvalidDataException($"{path}:{(char.IsAsciiDigit(exception.Message[0]) ? "" : " ")}{exception.Message}", exception) : exception,
        "PlanInvalid", ErrorCategory.InvalidData, path, "Name a file that New-PlatformPlan -OutFile has written, or make a new plan.");

    /// <summary>Nothing was changed.</summary>
    public static ErrorRecord PlanRefused(ApplyRefusal refusal, string target)
    {
        var (id, category, wayOut) = refusal.Reason switch
        {
            RefusalReason.NotAPlan => ("PlanInvalid", ErrorCategory.InvalidData, "Make a new plan with New-PlatformPlan -OutFile."),
            RefusalReason.NotApproved => ("PlanNotApproved", ErrorCategory.PermissionDenied, "Have the plan reviewed, and name its id with -Approved, or an operator's signature with -ApprovedBy."),
            RefusalReason.NotOurs => ("PlanNotOurs", ErrorCategory.SecurityError, "Make a new plan with New-PlatformPlan, and have that one reviewed; find out who wrote this one."),
            RefusalReason.Stale => ("PlanStale", ErrorCategory.InvalidOperation, "Make a new plan with New-PlatformPlan, and have that one approved."),
            RefusalReason.Unreachable when refusal.Failure is HostFailureReason.NotTrusted => ("RootNotTrusted", ErrorCategory.SecurityError, WayOut(target, HostFailureReason.NotTrusted)),
            RefusalReason.Unreachable => ("HostUnreachable", ErrorCategory.ConnectionError, "Test-PlatformHost says what is wrong with the host."),
            RefusalReason.Locked => ("HostLocked", ErrorCategory.ResourceBusy, "Wait for the other run to end; a lock whose holder shows no sign of life is released."),
            _ => ("PlanNotPossible", ErrorCategory.InvalidOperation, "Mend what the message says on the host or in hosts.yaml."),
        };
        return Record(new InvalidOperationException(refusal.Message), id, category, target, wayOut);
    }

    public static ErrorRecord ChangeFailed(ChangeResult change)
    {
        var (id, what, wayOut) = change.Status switch
        {
            ChangeStatus.RolledBack => ("ChangeRolledBack", "was put back", "The host runs what it ran before. Get-PlatformJournal has the steps."),
            ChangeStatus.Failed when change.Action is PlanAction.Run => ("JobFailed", "did not end well", "What it did stays: look at its logs (docker logs). Get-PlatformJournal has the steps."),
            ChangeStatus.InDoubt => ("ChangeInDoubt", "was started, but the host can no longer be reached", "Apply the same plan again when the host is reached: it continues from there."),
            _ => ("ChangeFailed", "failed and could not be put back", "Look at the host. Get-PlatformJournal has the steps."),
        };
        return Record(
            new InvalidOperationException($"{change.Host}: {change.Action} of {change.Module ?? "a container"} {what}: {change.Message}"),
            id, ErrorCategory.OperationStopped, change.Module ?? change.Host, wayOut);
    }

    /// <summary>Made, and no look could tell whether it is as declared.</summary>
    public static ErrorRecord ChangeNotCompared(ChangeResult change) => Record(
        new InvalidOperationException($"{change.Host}: {change.Action} of {change.Module ?? "a container"} was applied, {change.NotCompared}"),
        "ChangeNotCompared", ErrorCategory.InvalidResult, change.Module ?? change.Host,
        "Look at the container. Where it can't be helped, accept_not_compared of the host in hosts.yaml accepts it.");

    public static ErrorRecord JournalNotWhole(string path, IReadOnlyList<string> faults) => Record(
        new InvalidDataException(string.Join('\n', faults.Take(LinesShown))), "JournalNotWhole", ErrorCategory.SecurityError, path,
        "Compare the file with a backup: somebody altered it, or a part was lost.");

    public static ErrorRecord JournalNotReadable(Exception exception, string path) => Record(
        exception, "JournalNotReadable", ErrorCategory.ReadError, path,
        "Look at what stands in the journal's place, and who owns it; move it away to begin a new one.");

    /// <summary>The files of access with errors: one record, whatever their number.</summary>
    public static ErrorRecord CatalogInvalid(IReadOnlyList<Diagnostic> errors) => Record(
        new InvalidDataException(Lines(errors)), "CatalogInvalid", ErrorCategory.InvalidData, errors[0].File,
        $"Correct {errors[0].File}; until then nothing can be had.");

    public static ErrorRecord CapabilityNotFound(CapabilityCatalog catalog, string id) => Record(
        new ItemNotFoundException(catalog.WhyNotListed(id)), "CapabilityNotFound", ErrorCategory.ObjectNotFound, id, "Get-PlatformCapability lists them; Tab completes them.");

    /// <summary>Nothing was changed.</summary>
    public static ErrorRecord AccessRefused(AccessRefusal refusal, string target)
    {
        var (id, category, wayOut) = refusal.Reason switch
        {
            AccessRefusalReason.BadRequest => ("AccessRequestInvalid", ErrorCategory.InvalidArgument, "Correct what the message names."),
            AccessRefusalReason.NoSuchSession => ("SessionNotFound", ErrorCategory.ObjectNotFound, "Get-PlatformAccess lists sessions; Tab completes their ids."),
            AccessRefusalReason.NotListed => ("CapabilityNotFound", ErrorCategory.ObjectNotFound, "Get-PlatformCapability lists what can be had."),
            AccessRefusalReason.NotSigned or AccessRefusalReason.NoKeygen => ("NotSigned", ErrorCategory.AuthenticationError, "Try the key by hand: ssh-keygen -Y sign -n file -f KEY FILE."),
            AccessRefusalReason.NoAudit => ("AuditNotWritten", ErrorCategory.WriteError, "Mend what the message says: without an audit nothing is given."),
            AccessRefusalReason.NotTrusted => ("RootNotTrusted", ErrorCategory.SecurityError, "Look at what Get-PlatformRoot shows, then: Approve-PlatformRoot."),
            _ => ("AccessNotAllowed", ErrorCategory.PermissionDenied, "about_Platform_Access tells who may have what, and who has to say yes."),
        };
        return Record(new InvalidOperationException(refusal.Message), id, category, target, wayOut);
    }

    public static ErrorRecord AccessStateNotUsable(Exception exception, string target) => Record(
        exception, "AccessStateNotUsable", ErrorCategory.ReadError, target, "Look at what the message names: its owner, its permissions, and whether the disk is full.");

    public static ErrorRecord CredentialNotRevoked(string id, string why) => Record(
        new InvalidOperationException($"{id}: {why}"), "CredentialNotRevoked", ErrorCategory.InvalidResult, id, "The next sweep tries again; Get-PlatformAccess shows whether it is gone.");

    public static ErrorRecord AuditNotWhole(string path, IReadOnlyList<string> faults) => Record(
        new InvalidDataException(string.Join('\n', faults.Take(LinesShown))), "AuditNotWhole", ErrorCategory.SecurityError, path,
        "Compare the file with a backup: somebody altered it, or a part was lost.");

    private static ErrorRecord Record(Exception exception, string id, ErrorCategory category, object target, string wayOut) =>
        new(exception, id, category, target) { ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = wayOut } };

    private static ErrorCategory CategoryOf(HostFailureReason reason) => reason switch
    {
        HostFailureReason.NotInInventory => ErrorCategory.ObjectNotFound,
        HostFailureReason.InvalidName => ErrorCategory.InvalidArgument,
        HostFailureReason.SnapshotUnreadable => ErrorCategory.ReadError,
        HostFailureReason.NotTrusted => ErrorCategory.SecurityError,
        HostFailureReason.SnapshotOfAnotherHost or HostFailureReason.SnapshotFromFuture => ErrorCategory.InvalidData,
        _ => ErrorCategory.ConnectionError,
    };

    private static string WayOut(string host, HostFailureReason reason) => reason switch
    {
        HostFailureReason.NotInInventory => "Add the host to hosts.yaml, or correct spec.runtime.host of the module.",
        HostFailureReason.InvalidName => "Correct the name in the manifest or in hosts.yaml.",
        HostFailureReason.NotTrusted =>
            $"Look at the words of ssh_command in hosts.yaml, then: Approve-PlatformRoot. Where nobody can be asked, {Trust.EnvironmentVariable} lists roots.",
        HostFailureReason.ClientMissing => "Install the program, or correct ssh_command of the host in hosts.yaml.",
        HostFailureReason.HostKeyUnknown => "Connect once by hand, compare the host key with the one the host shows on its console, and accept it.",
        HostFailureReason.HostKeyRevoked => "Do not connect; find out who answers by that name, and why its key was revoked.",
        HostFailureReason.Unsupported => "Use transport: ssh with an OpenSSH client, or say in hosts.yaml what the host needs.",
        HostFailureReason.HostKeyChanged => "Find out why the host key has changed before you trust it; then correct known_hosts.",
        HostFailureReason.AuthenticationFailed => "Check the user and the key in ssh_config, and that the agent holds the key (ssh-add -l).",
        HostFailureReason.DockerMissing or HostFailureReason.DockerNotPermitted or HostFailureReason.DockerDaemonDown
            or HostFailureReason.DockerFailed => $"Log in to {host} and run: docker version",
        HostFailureReason.SnapshotUnreadable or HostFailureReason.SnapshotOfAnotherHost or HostFailureReason.SnapshotFromFuture => "Make the snapshot again with Save-PlatformSnapshot, or correct its path in hosts.yaml.",
        HostFailureReason.CommandTimedOut or HostFailureReason.OutputTooLarge or HostFailureReason.AnswerGarbled =>
            $"Try again; if it stays so, look at the host: Test-PlatformHost {host}",
        _ => $"Check the network and hosts.yaml, then try: Test-PlatformHost {host}",
    };
}
