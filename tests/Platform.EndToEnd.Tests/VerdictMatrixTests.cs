using System.Reflection;
using Platform.Drift;
using Platform.EndToEnd.Applying;
using Platform.EndToEnd.Faults;

namespace Platform.EndToEnd;

/// <summary>
/// Which test puts what a finding code names into real containers, and finds it. That none is reported where nothing was
/// put in, <see cref="LiveVerdictTests.A_fleet_as_declared_has_the_findings_its_manifests_ask_for_and_no_other"/> holds
/// for all of them.
/// </summary>
public sealed class VerdictMatrixTests
{
    private static readonly Dictionary<string, string> LiveTests = new(StringComparer.Ordinal)
    {
        [FindingCode.ContainerMissing] = nameof(LiveDriftTests.A_change_made_by_hand_is_found),
        [FindingCode.ContainerDuplicate] = nameof(LiveDriftTests.A_second_container_of_the_service_is_found),
        [FindingCode.ReplicasMismatch] = nameof(ReplicaTests.Missing_ones_are_made_and_those_too_many_are_removed_beside_the_others),
        [FindingCode.ContainerUndeclared] = nameof(LiveAdoptTests.Thirty_containers_of_six_projects_become_modules_that_are_in_sync_or_say_what_is_not_proven),
        [FindingCode.ContainerOrphaned] = nameof(LiveConfigurationTests.A_container_that_no_module_declares_is_found_by_a_check_of_the_whole_fleet),
        [FindingCode.ContainerNameMismatch] = nameof(LiveDriftTests.A_change_made_by_hand_is_found),
        [FindingCode.ComposeProjectMismatch] = nameof(LiveDriftTests.A_container_made_by_hand_under_the_right_name_lacks_the_labels),
        [FindingCode.ComposeServiceMismatch] = nameof(LiveDriftTests.A_container_made_by_hand_under_the_right_name_lacks_the_labels),
        [FindingCode.StateMismatch] = nameof(LiveDriftTests.A_change_made_by_hand_is_found),
        [FindingCode.RestartLoop] = nameof(LiveDriftTests.A_container_that_keeps_crashing_is_called_a_restart_loop),
        [FindingCode.Unhealthy] = nameof(LiveDriftTests.A_failing_health_check_is_found),
        [FindingCode.ImageRepositoryMismatch] = nameof(LiveVerdictTests.What_only_the_container_has_otherwise_is_reported_alone),
        [FindingCode.ImageTagMismatch] = nameof(LiveDriftTests.The_known_case_is_found),
        [FindingCode.ImageDigestMismatch] = nameof(LiveDriftTests.A_container_made_from_another_image_under_the_same_tag_is_found_by_its_digest),
        [FindingCode.ImageDigestNotVerified] = nameof(LiveDigestTests.An_image_that_was_not_pulled_is_not_proven),
        [FindingCode.ArtifactComposeDisagree] = nameof(LiveImageTests.A_file_a_variable_or_an_override_that_names_another_image_is_drift_and_is_not_planned),
        [FindingCode.LimitsMismatch] = nameof(LiveSettingsTests.Unchanged_nothing_is_found_and_every_change_is),
        [FindingCode.ProcessMismatch] = nameof(LiveSettingsTests.Unchanged_nothing_is_found_and_every_change_is),
        [FindingCode.NamesMismatch] = nameof(LiveSettingsTests.Unchanged_nothing_is_found_and_every_change_is),
        [FindingCode.NamespacesMismatch] = nameof(LiveSettingsTests.Unchanged_nothing_is_found_and_every_change_is),
        [FindingCode.NamespaceStale] = nameof(LiveSettingsTests.Unchanged_nothing_is_found_and_every_change_is),
        [FindingCode.LoggingMismatch] = nameof(LiveSettingsTests.Unchanged_nothing_is_found_and_every_change_is),
        [FindingCode.SettingsMismatch] = nameof(LiveSettingsTests.Unchanged_nothing_is_found_and_every_change_is),
        [FindingCode.ImageRecordStale] = nameof(LiveVerdictTests.What_the_manifest_does_not_say_is_reported),
        [FindingCode.ImageNotDeclared] = nameof(LiveVerdictTests.What_the_manifest_does_not_say_is_reported),
        [FindingCode.DesiredNotDeclared] = nameof(LiveVerdictTests.What_the_manifest_does_not_say_is_reported),
        [FindingCode.PortsMismatch] = nameof(LiveVerdictTests.What_only_the_container_has_otherwise_is_reported_alone),
        [FindingCode.EnvironmentMismatch] = nameof(LiveVerdictTests.What_only_the_container_has_otherwise_is_reported_alone),
        [FindingCode.MountsMismatch] = nameof(LiveVerdictTests.What_only_the_container_has_otherwise_is_reported_alone),
        [FindingCode.NetworksMismatch] = nameof(LiveVerdictTests.What_only_the_container_has_otherwise_is_reported_alone),
        [FindingCode.RestartPolicyMismatch] = nameof(LiveVerdictTests.What_only_the_container_has_otherwise_is_reported_alone),
        [FindingCode.CommandMismatch] = nameof(LiveVerdictTests.What_only_the_container_has_otherwise_is_reported_alone),
        [FindingCode.UserMismatch] = nameof(LiveVerdictTests.What_only_the_container_has_otherwise_is_reported_alone),
        [FindingCode.PrivilegesMismatch] = nameof(LiveVerdictTests.What_only_the_container_has_otherwise_is_reported_alone),
        [FindingCode.HealthcheckMismatch] = nameof(LiveVerdictTests.What_only_the_container_has_otherwise_is_reported_alone),
        [FindingCode.LabelsMismatch] = nameof(LiveVerdictTests.What_only_the_container_has_otherwise_is_reported_alone),
        [FindingCode.ComposeFileMismatch] = nameof(LiveOriginTests.A_file_that_is_not_of_the_root_is_drift_even_if_it_says_the_same),
        [FindingCode.ConfigurationNotCompared] = nameof(LiveConfigurationTests.A_host_without_compose_is_compared_as_far_as_it_goes),
        [FindingCode.HostUnreachable] = nameof(FaultTests.A_refused_port),
        [FindingCode.SnapshotIncomplete] = nameof(LiveVerdictTests.A_snapshot_that_was_made_without_the_project_decides_nothing),
    };

    [Fact]
    public void Each_finding_code_has_a_test_on_real_containers()
    {
        var codes = typeof(FindingCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!); // they are constants
        Assert.Equal(codes.Order(StringComparer.Ordinal), LiveTests.Keys.Order(StringComparer.Ordinal));
    }
}
