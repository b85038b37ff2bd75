# Dot-sourced by the suites that deploy to the test hosts.

# Why they cannot be used; nothing where they are up. Where they have to be up, a test that skips would hide a broken host.
function Get-HostObstacle {
    $state = if ($env:PLATFORM_TEST_HOSTS) { $env:PLATFORM_TEST_HOSTS } else { Join-Path ([IO.Path]::GetTempPath()) 'platform-test-hosts' }
    if (Test-Path "$state/env") { return }
    $obstacle = if ($env:PLATFORM_TEST_HOSTS_MISSING) { $env:PLATFORM_TEST_HOSTS_MISSING } else { 'the test hosts are not up: run tests/hosts/up' }
    if ($env:PLATFORM_REQUIRE_TEST_HOSTS) { throw $obstacle }
    $obstacle
}
