using Platform.Policy;

namespace Platform.Tests.Policy;

/// <summary>Ports that are published where they should not be.</summary>
public sealed class ExposureTests : IDisposable
{
    private const string Rule = "port-exposed";

    private readonly PolicyRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("'8080:80'"), InlineData("'80'"), InlineData("80"), InlineData("'8080:80/udp'"), InlineData("'3000-3005:3000-3005'")]
    [InlineData("'0.0.0.0:80:80'"), InlineData("'[::]:80:80'"), InlineData("':::80:80'"), InlineData("':80:80'"), InlineData("'203.0.113.7:80:80'"), InlineData("'[2001:db8::1]:80:80'")]
    [InlineData("{ target: 80 }"), InlineData("{ target: 80, published: 8080 }"), InlineData("{ target: 80, published: '8080', host_ip: 0.0.0.0, protocol: tcp }"), InlineData("{ target: 80, host_ip: '::' }")]
    [InlineData("'${PORT}:80'"), InlineData("'${HTTP_PORT:-8080}:80'"), InlineData("'${X:-8080}:80'"), InlineData("'${IP:-0.0.0.0}:80:80'"), InlineData("{ target: 80, host_ip: '${IP:-0.0.0.0}' }")]
    [InlineData("'${P:-80}'"), InlineData("'${P:-8080:80}'"), InlineData("'${P:-0.0.0.0:8080:80}'"), InlineData("'${P:-8000-8010:8000-8010}'"), InlineData("'${WEB_PORT}'"), InlineData("'0:80:80'"), InlineData("'[0:0::0]:80:80'")]
    public void A_port_on_all_interfaces_or_a_public_address_is_exposed(string port)
    {
        _root.Service = $"image: app:1\nports: [{port}]";
        var finding = Assert.Single(_root.Findings(Rule));
        Assert.Equal((PolicySeverity.High, Certainty.Yes, 4), (finding.Severity, finding.Certainty, finding.Line));
    }

    [Theory]
    [InlineData("'127.0.0.1:80:80'"), InlineData("'127.0.0.1::80'"), InlineData("'127.1.2.3:80:80'"), InlineData("'[::1]:80:80'"), InlineData("'::1:80:80'")]
    [InlineData("'100.64.0.1:80:80'"), InlineData("'100.127.255.254:80:80'"), InlineData("'[fd7a:115c:a1e0::1]:80:80'"), InlineData("'fd7a:115c:a1e0::1:80:80'")]
    [InlineData("'10.0.0.5:80:80'"), InlineData("'192.168.1.5:80:80'"), InlineData("'172.16.0.1:80:80'"), InlineData("'[fe80::1]:80:80'")]
    [InlineData("{ target: 80, host_ip: 127.0.0.1 }"), InlineData("{ target: 80, published: 80, host_ip: 100.64.1.2 }"), InlineData("'${IP:-127.0.0.1}:80:80'"), InlineData("'${IP:-127.0.0.1}:${PORT:-80}:80'")]
    [InlineData("'${BIND:-127.0.0.1:}8080:80'"), InlineData("'${P:-127.0.0.1:8080:80}'"), InlineData("'${P:-[::1]:8080:80}'"), InlineData("'127.0.0.1:8000-8010:8000-8010'")]
    public void A_port_on_loopback_a_tailnet_or_a_private_address_is_not(string port)
    {
        _root.Service = $"image: app:1\nports: [{port}]";
        Assert.Empty(_root.Findings());
    }

    [Theory]
    [InlineData("'${MAPPING}'"), InlineData("'${PORTS}'"), InlineData("'${IP}:80:80'"), InlineData("'${BIND}8080:80'"), InlineData("'${WHERE}:80'"), InlineData("{ target: 80, host_ip: '${IP}' }"), InlineData("'${TAILNET_IP:?}:80:80'")]
    public void An_address_in_a_variable_cannot_be_told(string port)
    {
        _root.Service = $"image: app:1\nports: [{port}]";
        Assert.Equal(Certainty.CannotTell, Assert.Single(_root.Findings(Rule)).Certainty);
    }

    [Fact]
    public void What_is_said_to_be_exposed_may_be_and_what_says_nothing_may_not()
    {
        _root.Service = "image: app:1\nports: ['80:80', '443:443']\nexpose: ['90']";
        Assert.Equal(2, _root.Findings(Rule).Count);
        _root.Risk = null;
        Assert.Equal(2, _root.Findings(Rule).Count);
        _root.Risk = "{ blast_radius: self, internet_exposed: true, public_reason: guests, human_wakeup_allowed: false }";
        Assert.Empty(_root.Findings(Rule));
    }

    [Theory]
    [InlineData("['${BIND}:8080:80', '0.0.0.0:8081:80']")]
    [InlineData("['0.0.0.0:8081:80', '${BIND}:8080:80']")]
    public void A_finding_that_is_certain_is_not_lost_behind_one_that_is_not(string ports)
    {
        _root.Service = $"image: app:1\nports: {ports}";
        Assert.Equal(Certainty.Yes, Assert.Single(_root.Findings(Rule)).Certainty);
        Assert.Equal(2, _root.Judge().ExitCode);
    }
}
