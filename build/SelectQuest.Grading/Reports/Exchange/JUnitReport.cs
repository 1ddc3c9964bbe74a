using System.Globalization;
using System.Text;
using System.Xml;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Verdicts;

namespace SelectQuest.Grading.Reports.Exchange;

/// <summary>
/// A verdict as test results: a suite for each submission, a case for each half of each criterion. What is for review is
/// skipped, so that no build fails because of it.
/// </summary>
internal static class JUnitReport
{
    private const string Tool = "selectquest";

    private static readonly XmlWriterSettings Layout = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
    };

    /// <summary>The same verdict gives the same text.</summary>
    public static string Write(Verdict verdict) => Write([Suite.Of(verdict.Submission, verdict)]);

    /// <summary>One suite for each submission, and one for those that are missing.</summary>
    public static string Write(ClassReport report)
    {
        var missing = report.Missing.Select(m => new Case(Text(m.Name), "missing", Outcome.Review, "", m.Reason, null));
        return Write([
            .. report.ByName.Select(e => Suite.Of(e.Slug, e.Verdict, e)),
            .. report.Missing.Count > 0 ? [new Suite("missing", [.. missing], [])] : Array.Empty<Suite>(),
        ]);
    }

    private static string Write(IReadOnlyList<Suite> suites)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Layout))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", Tool);
            Counts(xml, [.. suites.SelectMany(s => s.Cases)]);
            foreach (var suite in suites)
            {
                Write(xml, suite);
            }

            xml.WriteEndElement();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static void Write(XmlWriter xml, Suite suite)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", Text(suite.Name));
        Counts(xml, suite.Cases);
        if (suite.Properties.Count > 0)
        {
            xml.WriteStartElement("properties");
            foreach (var (name, value) in suite.Properties)
            {
                xml.WriteStartElement("property");
                xml.WriteAttributeString("name", name);
                xml.WriteAttributeString("value", Text(value));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        foreach (var item in suite.Cases)
        {
            Write(xml, item);
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, Case item)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("name", item.Name);
        xml.WriteAttributeString("classname", item.Class);
        if (item.Finding?.Check.Where is { } where)
        {
            xml.WriteAttributeString("file", Text(where.File));
            xml.WriteAttributeString("line", where.Line.ToString(CultureInfo.InvariantCulture));
        }

        if (Element(item.Outcome) is { } element)
        {
            xml.WriteStartElement(element);
            if (item.Outcome is Outcome.Fail or Outcome.Error)
            {
                xml.WriteAttributeString("message", item.Message);
                xml.WriteAttributeString("type", item.Finding?.Check.Rule ?? Tool);
            }

            // Some readers show the message and some the body: either tells all.
            xml.WriteString(PlainText.Lines(item.Output));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<Case> cases)
    {
        Count("tests", cases.Count);
        Count("failures", cases.Count(c => Element(c.Outcome) == "failure"));
        Count("errors", cases.Count(c => Element(c.Outcome) == "error"));
        Count("skipped", cases.Count(c => Element(c.Outcome) == "skipped"));

        void Count(string name, int count) =>
            xml.WriteAttributeString(name, count.ToString(CultureInfo.InvariantCulture));
    }

    private static string? Element(Outcome outcome) =>
        outcome switch
        {
            Outcome.Pass => null,
            Outcome.Fail => "failure",
            Outcome.Error => "error",
            _ => "skipped",
        };

    // Without what XML cannot hold, which is also what nobody should have to read.
    private static string Text(string text) => PlainText.OneLine(text);

    private sealed record Case(
        string Name,
        string Class,
        Outcome Outcome,
        string Message,
        string Output,
        Finding? Finding
    );

    private sealed record Suite(
        string Name,
        IReadOnlyList<Case> Cases,
        IReadOnlyList<(string Name, string Value)> Properties
    )
    {
        public static Suite Of(string name, Verdict verdict, ClassEntry? entry = null) =>
            new(
                name,
                [.. HalfResults.Of(verdict).Select(half => CaseOf(name, half))],
                [
                    .. entry is null ? [] : new[] { ("student", entry.Name) },
                    ("submission", verdict.Submission),
                    ("points", verdict.Score.Points.ToString(CultureInfo.InvariantCulture)),
                    ("max-points", verdict.Score.Max.ToString(CultureInfo.InvariantCulture)),
                    ("grader-version", verdict.GraderVersion),
                ]
            );

        private static Case CaseOf(string suite, HalfResult half)
        {
            var first = half.Findings.OrderBy(f => f.Check.Outcome == half.Outcome ? 0 : 1).FirstOrDefault();
            return new(
                half.Name,
                $"{Text(suite)}.{half.Criterion}",
                half.Outcome,
                Text(first?.Check.Observed ?? half.Says),
                half.Output,
                first
            );
        }
    }
}
