namespace Platform.Manifests;

/// <summary>Checks what no two modules may share: an id, or one service of one project on one host.</summary>
internal static class ClaimChecks
{
    /// <summary>Reports each clash at both modules.</summary>
    public static void Check(IEnumerable<ModuleClaim> claims)
    {
        Dictionary<string, ModuleClaim> ids = new(StringComparer.Ordinal);
        Dictionary<ServiceKey, ModuleClaim> services = [];
        foreach (var claim in claims)
        {
            if (!ids.TryAdd(claim.Id.Text, claim)) ReportId(claim, ids[claim.Id.Text]);
            if (claim.Service is { } service && !services.TryAdd(service.Key, claim)) ReportService(claim, services[service.Key]);
        }
    }

    private static void ReportId(ModuleClaim later, ModuleClaim earlier)
    {
        foreach (var (at, other) in (ReadOnlySpan<(ModuleClaim, ModuleClaim)>)[(later, earlier), (earlier, later)])
        {
            at.Diagnostics.Error(ManifestCode.IdDuplicate, at.Id.Position, "/id",
                $"id {at.Id.Text} is also that of {other.Diagnostics.File}; ids are unique");
        }
    }

    private static void ReportService(ModuleClaim later, ModuleClaim earlier)
    {
        foreach (var (at, other) in (ReadOnlySpan<(ModuleClaim, ModuleClaim)>)[(later, earlier), (earlier, later)])
        {
            var (host, project, name) = at.Service!.Key; // only claims with a service clash over one
            at.Diagnostics.Error(ManifestCode.ServiceClaimedTwice, at.Service.Position, "/spec/runtime/compose_service",
                $"service {name} of project {project} on {host} is also claimed by {other.Diagnostics.File}; a service has one module");
        }
    }
}
