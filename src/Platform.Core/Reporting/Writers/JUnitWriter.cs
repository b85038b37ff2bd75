using System.Globalization;
using System.Text;
using System.Xml;
using Platform.Reporting.Items;

namespace Platform.Reporting.Writers;

/// <summary>
/// A test suite a host and a case a module, as continuous integration reads them (https://github.com/testmoapp/junitxml). What fails is a failure, what could
/// not be compared is an error, what somebody else runs is skipped, and what fails nothing is told as output.
/// </summary>
internal sealed class JUnitWriter : IReportWriter
{
    private const string NoHost = "no host";
    private const string NoModule = "what no module declares";

    public string Name => "junit";

    public IReadOnlyList<string> Endings { get; } = [".junit.xml", ".xml"];

    public byte[] Write(FleetReport report)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            var suites = SuitesOf(report);
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", $"platformctl {report.Verb}");
            Counts(xml, suites.SelectMany(suite => suite.Cases));
            foreach (var (host, cases) in suites)
            {
                xml.WriteStartElement("testsuite");
                xml.WriteAttributeString("name", Valid(host));
                Counts(xml, cases);
                xml.WriteAttributeString("timestamp", report.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
                foreach (var one in cases) Write(xml, host, one);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static (string Host, Case[] Cases)[] SuitesOf(FleetReport report)
    {
        var items = report.Items.ToLookup(item => item.Module, StringComparer.Ordinal);
        var modules = report.Modules.Select(module => (Host: module.Host ?? NoHost, Case: new Case(module.Module, module.Verdict, [.. items[module.Module]])));
        // Containers that no module declares are a case of their host; what is wrong with hosts.yaml is one of no host.
        var others = items[null].GroupBy(item => item.Host ?? NoHost, StringComparer.Ordinal)
            .Select(group => (Host: group.Key, Case: new Case(NoModule, ReportedModule.VerdictOf([.. group], isSkipped: false), [.. group])));
        return
        [
            .. modules.Concat(others).GroupBy(pair => pair.Host, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => (group.Key, group.Select(pair => pair.Case).ToArray())),
        ];
    }

    private static void Counts(XmlWriter xml, IEnumerable<Case> cases)
    {
        Case[] all = [.. cases];
        xml.WriteAttributeString("tests", Number(all.Length));
        xml.WriteAttributeString("failures", Number(all.Count(one => one.Verdict is ModuleVerdict.Failing)));
        xml.WriteAttributeString("errors", Number(all.Count(one => one.Verdict is ModuleVerdict.Unknown)));
        xml.WriteAttributeString("skipped", Number(all.Count(one => one.Verdict is ModuleVerdict.External)));
        xml.WriteAttributeString("time", "0");
    }

    private static void Write(XmlWriter xml, string host, Case one)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", Valid(host));
        xml.WriteAttributeString("name", Valid(one.Name));
        xml.WriteAttributeString("time", "0");
        ReportItem[] failing = [.. one.Items.Where(item => item.Fails)];
        switch (one.Verdict)
        {
            case ModuleVerdict.Failing: Element(xml, "failure", failing); break;
            case ModuleVerdict.Unknown: Element(xml, "error", failing); break;
            case ModuleVerdict.External:
                xml.WriteStartElement("skipped");
                xml.WriteAttributeString("message", "somebody else runs it");
                xml.WriteEndElement();
                break;
        }

        ReportItem[] rest = [.. one.Items.Where(item => !item.Fails)];
        if (rest.Length > 0) xml.WriteElementString("system-out", Valid(Lines(rest)));
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, ReportItem[] items)
    {
        xml.WriteStartElement(name);
        xml.WriteAttributeString("type", Valid(items[0].Code));
        xml.WriteAttributeString("message", Valid(items.Length == 1 ? items[0].Message : string.Create(CultureInfo.InvariantCulture, $"{items.Length} findings, the first: {items[0].Message}")));
        xml.WriteString(Valid(Lines(items)));
        xml.WriteEndElement();
    }

    private static string Lines(IEnumerable<ReportItem> items) =>
        string.Join('\n', items.Select(item => $"{item}{(item.Acknowledgement is { } given ? $" (acknowledged by {given})" : "")}{(item.Fix is { } fix ? $"\n    {fix}" : "")}"));

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Without what XML 1.0 has no place for: U+FFFE and U+FFFF. Control characters were written out long before.</summary>
    private static string Valid(string text) => text.AsSpan().IndexOfAny('\uFFFE', '\uFFFF') < 0 ? text : text.Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD');

    private sealed record Case(string Name, ModuleVerdict Verdict, IReadOnlyList<ReportItem> Items);
}
