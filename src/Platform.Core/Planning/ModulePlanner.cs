using System.Globalization;
using Platform.Compose;
using Platform.Drift;
using Platform.Drift.ComposeFile;
using Platform.Files;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Planning;

/// <summary>What a module needs so that its drift goes away: changes, or the reason why none can be planned. Pure.</summary>
internal sealed class ModulePlanner
{
    /// <summary>Where the findings of an image against what is declared have their fields; those against the compose files have others.</summary>
    private const string ImageField = "image.";

    private readonly PlatformModule _module;
    private readonly ModuleDrift _drift;
    private readonly HostSnapshot _snapshot;
    private readonly string _directory;
    private readonly byte[]? _composeFile;
    private readonly string[] _codes;
    private readonly DeclaredImage? _declared;
    private readonly ContainerMatch _match;
    private readonly List<PlanChange> _changes = [];

    private ModulePlanner(PlatformModule module, ModuleDrift drift, HostSnapshot snapshot, string directory, byte[]? composeFile, bool isDependent)
    {
        (_module, _drift, _snapshot, _directory, _composeFile) = (module, drift, snapshot, directory, composeFile);
        var codes = drift.Findings.Where(f => f.Severity is FindingSeverity.Drift).Select(f => f.Code).Distinct(StringComparer.Ordinal);
        _codes = isDependent ? [.. codes, Dependents.Reason] : [.. codes];
        _match = ContainerMatch.Find(module.Runtime, snapshot);
        _declared = new FileImage(module, snapshot, composeFile is null ? FileContent.Missing : FileContent.Of(composeFile), _match.Container).Declared;
    }

    private ModuleRuntime Runtime => _module.Runtime;

    private bool Has(FindingConcern concern) => _drift.Findings.Any(f => f.IsDrift && f.Concern == concern);

    private bool ShouldRun => Runtime.DesiredState is DesiredState.Running;

    /// <summary>Changes without numbers yet, in the order they are to be applied; or the reason why there are none.</summary>
    /// <param name="module">A module that drifted, or whose container does not outlive one that is replaced.</param>
    /// <param name="drift">Its comparison.</param>
    /// <param name="snapshot">What its host was seen to run.</param>
    /// <param name="host">Its host.</param>
    /// <param name="composeFile">Content of its compose file in the root; null where it cannot be read.</param>
    /// <param name="isDependent">Its container is recreated in any case.</param>
    public static (IReadOnlyList<PlanChange> Changes, string? Blocked) Plan(
        PlatformModule module, ModuleDrift drift, HostSnapshot snapshot, HostDefinition host, byte[]? composeFile, bool isDependent = false)
    {
        if (host.PlatformDirectory is not { } directory)
            return ([], $"hosts.yaml names no platform_dir for {host.Name}, where compose files, the lock and previous files have their place");
        if (module.Runtime is not { ComposeFile: not null, ComposeService: not null })
            return ([], "the manifest names no compose file and service");
        var planner = new ModulePlanner(module, drift, snapshot, directory.TrimEnd('/'), composeFile, isDependent);
        var blocked = planner.Plan();
        return blocked is null ? (planner._changes, null) : ([], blocked);
    }

    private string? Plan()
    {
        if (Identity() is { } unclear) return unclear;
        if (Lasting() is { } lasting) return lasting;
        var file = _snapshot.Files.FirstOrDefault(f => f.Path == Runtime.ComposeFile);
        var isOther = file is { Exists: true } && _composeFile is not null && !file.Holds(_composeFile);
        var put = file is { Exists: false } || isOther;
        if (put && _composeFile is null) return $"{Runtime.ComposeFile} of the root cannot be read";
        if (file is null) return $"the snapshot was made without {Runtime.ComposeFile} of the host; make a new one";

        if (!put && Overruled() is { } overruled) return overruled;
        var image = _drift.Findings.Any(f => f is { Concern: FindingConcern.Image, IsDrift: true } && f.Field.StartsWith(ImageField, StringComparison.Ordinal));
        var missing = _match.Container is null && _codes.Contains(FindingCode.ContainerMissing, StringComparer.Ordinal);
        var recreate = !missing && _match.Container is not null && (image || NeedsRecreation(put, file));
        var scaling = Scaling(put);
        if (IsJob && OfJob(missing, recreate, scaling is not null) is { } notToBeRun) return notToBeRun;
        if (image || missing || ((recreate || scaling is not null) && _declared is { IsRecorded: false, Digest: not null }))
        {
            if (Image() is { } unknown) return unknown;
        }

        if (put) PutComposeFile(file);
        if (missing) Make(PlanAction.Create, null);
        else if (recreate) Make(IsJob ? PlanAction.Run : PlanAction.Recreate, _match.Container);
        else if (scaling is not null) Make(PlanAction.Scale, _match.Container, scaling);
        else foreach (var container in _match.OfService) Adjust(container);

        return _changes switch
        {
            [] when Has(FindingConcern.Work) => "it is set up as declared and fails at its work; its logs may say why",
            [] => "no change is known that would remove this difference",
            _ when _changes.Exists(c => c.Command.Length == 0) => "a name in it may not reach a shell; nothing is planned",
            _ => null,
        };
    }

    /// <summary>
    /// Why a job is not run; null where there is nothing to run, or where it is another job than the one that ran. One that failed, or whose
    /// container is gone, may have done its work or half of it: a person decides.
    /// </summary>
    private string? OfJob(bool missing, bool recreate, bool scaled)
    {
        var byHand = $"run it by hand (docker compose up {Runtime.ComposeService} in its folder), then make a new plan";
        if (missing) return $"it is a job, and no plan runs one for the first time: {byHand}";
        if (scaled || _match.OfService.Count > 1) return $"it is a job of several containers, which no plan runs: {byHand}";
        if (!recreate) return Has(FindingConcern.State) ? $"it is a job, and nothing of it has changed: whether it may run again is not for a plan to guess; {byHand}" : null;
        return _match.OfService.Any(c => c.State.Status is ContainerStatus.Running or ContainerStatus.Restarting or ContainerStatus.Paused) ? "the job is in progress: let it end, then make a new plan" : null;
    }

    private bool IsJob => Runtime.DesiredState is DesiredState.Completed;

    /// <summary>How many containers of the service there are, and how many there will have to be; null where that is right, or is not judged.</summary>
    private (string? From, string? To)? Scaling(bool put)
    {
        if (put && ShouldRun && _composeFile is not null && ComposeDefinition.Read(_composeFile).ReplicasOf(Runtime.ComposeService!) is { } number)
            return number == _match.OfService.Count ? null : (Text(_match.OfService.Count), Text(number));
        return _drift.Findings.FirstOrDefault(f => f is { Code: FindingCode.ReplicasMismatch, IsDrift: true }) is { } finding ? (finding.Actual, finding.Expected) : null;

        static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
    }

    private string? Identity()
    {
        if (_drift.Findings.FirstOrDefault(f => f is { Concern: FindingConcern.Contradiction, IsDrift: true }) is { } disagreement) return disagreement.Message;
        if (_drift.Findings.FirstOrDefault(f => f.IsDrift && ComposeFileComparison.IsBehind(f)) is { } behind)
            return $"{behind.Message}; a plan puts the compose file alone: put this one there by hand, then make a new plan";
        if (Has(FindingConcern.Identity))
            return "which container is meant is not for a plan to guess: rename or remove the other by hand, then make a new plan";
        if (_drift.Findings.FirstOrDefault(f => f is { Concern: FindingConcern.Name, Container: not null }) is { } misnamed)
            return $"{misnamed.Message}; rename it by hand, then make a new plan";
        return _match.Impostor is { } impostor && Has(FindingConcern.Name)
            ? $"the name {Runtime.ContainerName} is held by a container of something else; rename that one by hand, then make a new plan"
            : null;
    }

    /// <summary>Compose keeps a network or a volume that is there, or asks before it removes one, and all who use it would be concerned.</summary>
    private string? Lasting()
    {
        var fields = string.Join(", ", _drift.Findings.Where(f => f is { IsDrift: true, OutlivesContainer: true }).Select(f => f.Field));
        return fields.Length == 0 ? null : $"{fields}: a network or a volume stays as it is when its containers are recreated; remove it by hand, a volume with its data, then make a new plan";
    }

    /// <summary>Whether the container differs from what its compose files say, as they are or will be.</summary>
    private bool NeedsRecreation(bool put, HostFile file)
    {
        if (Has(FindingConcern.SetUp) || _codes.Contains(Dependents.Reason, StringComparer.Ordinal)) return true;
        if (!put) return Has(FindingConcern.ComposeFile);
        // Nothing stood there, or only its hash is known: nobody can say that the service stays as it is.
        if (file.Content is not { } live || _composeFile is null) return true;
        return !ComposeDefinition.Read(_composeFile).AgreesOn(Runtime.ComposeService!, ComposeDefinition.Read(live));
    }

    /// <summary>Plans the pull of the approved digest, or says why it cannot be known what to run.</summary>
    private string? Image()
    {
        if (Runtime.ImageBuild is ImageBuild.Local) return "the image is built locally: build it on the host, then make a new plan";
        if (_declared is not { IsRecorded: false } desired) return "spec.artifact declares nothing that could be run";
        if (desired.Digest is not { } digest)
            return $"{(_module.Artifact is null ? Runtime.ComposeFile : "spec.artifact")} declares no digest: what {desired.Reference} would bring could not be approved; add the digest";
        var tagged = desired.Pulled with { Digest = null };
        Add(PlanAction.Pull, null, $"{tagged}@{digest}", new PlanTarget { Image = tagged.ToString(), Digest = digest });
        return null;
    }

    /// <summary>
    /// Why the files on the host, which stay as they are, would bring another image than what is declared: a variable of the host, or an
    /// override, decides. What a rollback put behind them does not stay.
    /// </summary>
    private string? Overruled()
    {
        if (_declared is not { IsRecorded: false } desired || _match.Container is not { Configuration.Origin: { } origin } container) return null;
        if (Paths(origin.ConfigFiles).Any(IsOfState)) return null;
        return !_snapshot.Conventions.Aliases.TryParse(_snapshot.ProjectOf(container)?.ServiceOf(container)?.Image, out var image) || desired.Pinned.AgreesWith(image)
            ? null
            : $"{origin.ConfigFiles} on the host brings {image}, and {desired.Pinned} is declared: a variable or an override there decides; make them agree";
    }

    private void PutComposeFile(HostFile file)
    {
        var path = $"{_directory}/{file.Path}";
        Add(
            PlanAction.PutComposeFile, file.Exists ? "sha256:" + file.Sha256 : null, "sha256:" + HostFile.Hash(_composeFile!),
            new PlanTarget { Path = path, Source = file.Path },
            _drift.Findings.FirstOrDefault(f => f.Code == FindingCode.ComposeFileMismatch)?.Detail);
    }

    private void Make(PlanAction action, ContainerSnapshot? from, (string? From, string? To)? scaling = null)
    {
        var pull = _changes.Find(c => c.Action is PlanAction.Pull);
        var origin = OriginOf(from);
        var (was, becomes) = scaling ?? (from?.ImageReference, pull?.To ?? from?.ImageReference);
        Add(action, was, becomes, new PlanTarget
        {
            Container = from?.Name,
            State = from is null ? null : SeenContainer.Of(from).State,
            Project = Runtime.ComposeProject,
            Service = Runtime.ComposeService,
            Directory = origin.Directory,
            Files = origin.Files,
            EnvironmentFiles = origin.EnvironmentFiles,
            Running = ShouldRun || action is PlanAction.Run,
            Image = pull is null ? from?.ImageReference : pull.Target.Image,
            Digest = pull?.Target.Digest,
            ImageId = pull is null ? from?.ImageId : null,
        });
    }

    /// <summary>
    /// The files a container was started from, if the manifest's is among them: an override stays. What a rollback put
    /// there for one image is not meant to stay.
    /// </summary>
    private (string Directory, string[] Files, string[] EnvironmentFiles) OriginOf(ContainerSnapshot? container)
    {
        var own = $"{_directory}/{Runtime.ComposeFile}";
        if (container?.Configuration.Origin is { } origin)
        {
            string[] files = [.. Paths(origin.ConfigFiles).Where(f => !IsOfState(f))];
            if (files.Contains(own, StringComparer.Ordinal)) return (origin.WorkingDirectory, files, Paths(origin.EnvironmentFiles));
        }

        return (own[..own.LastIndexOf('/')], [own], []);
    }

    /// <summary>What can be mended on the container that is there.</summary>
    private void Adjust(ContainerSnapshot container)
    {
        var seen = SeenContainer.Of(container);
        if (Has(FindingConcern.Name))
            Add(PlanAction.Adopt, container.Name, Runtime.ContainerName, new PlanTarget { Container = container.Name, NewName = Runtime.ContainerName });

        if (!_drift.Findings.Any(f => f is { Concern: FindingConcern.State, IsDrift: true } && (f.Container is null || f.Container == container.Name))) return;
        var name = _changes.Exists(c => c.Action is PlanAction.Adopt) ? Runtime.ContainerName : container.Name;
        if (ShouldRun)
            Add(PlanAction.Start, seen.State, SeenContainer.Running, new PlanTarget { Container = name, State = seen.State });
        else
            Add(PlanAction.Stop, seen.State, SeenContainer.Stopped, new PlanTarget { Container = name, State = seen.State });
    }

    private void Add(PlanAction action, string? from, string? to, PlanTarget target, string? detail = null) => _changes.Add(new PlanChange
    {
        Number = 0,
        Unit = 0,
        Module = _module.Id,
        Host = Runtime.Host,
        Action = action,
        From = from,
        To = to,
        Reasons = _codes,
        Facts = action is PlanAction.Start or PlanAction.Stop ? [new PlanFact(FactChange.Change, "state", null, from, to)] : [.. FactsOf(action)],
        Risk = new PlanRisk(Runtime.Statefulness, _module.Risk?.BlastRadius, _module.Risk?.InternetExposed ?? false),
        Command = ChangeCommand.Of(action, target)?.ToString() ?? "",
        Target = target,
        Detail = detail,
    });

    /// <summary>The facts that go with an action, without those that come and go by themselves: nothing may rest on them.</summary>
    private IEnumerable<PlanFact> FactsOf(PlanAction action) => _drift.Findings
        .Where(finding => finding.IsDrift && !FindingKind.IsPassing(finding.Code) && action switch
        {
            PlanAction.Pull => false,
            PlanAction.PutComposeFile => finding.Concern is FindingConcern.ComposeFile,
            PlanAction.Adopt => finding.Concern is FindingConcern.Name,
            _ => finding.Concern is not (FindingConcern.ComposeFile or FindingConcern.Name),
        })
        .SelectMany(PlanFact.Of);

    private bool IsOfState(string file) => file.StartsWith($"{_directory}{HostFolder.Folder}/", StringComparison.Ordinal);

    private static string[] Paths(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);
}
