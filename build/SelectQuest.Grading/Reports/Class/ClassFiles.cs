using SelectQuest.Grading.Reports.Exchange;
using SelectQuest.Grading.Reports.Html;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>A whole class report: every file of it, for whoever writes them to a folder.</summary>
internal static class ClassFiles
{
    /// <summary>
    /// Paths with forward slashes, relative to the report's folder, and texts to be written as UTF-8 without a BOM. Each is
    /// made when it is asked for, so that one page of a large class is in memory at a time.
    /// </summary>
    /// <param name="roster">The columns and rows of the gradebook; null for the students that were judged.</param>
    public static IEnumerable<(string Path, string Text)> Of(ClassReport report, Roster? roster = null)
    {
        yield return (ClassPages.Index, ClassIndex.Write(report));
        yield return (ClassPages.Slowest, ClassSlowest.Write(report));
        foreach (var entry in report.ByName)
        {
            var of = new HtmlClass(report.Title, ClassPages.BackToIndex, entry.Name, entry.StudentId);
            yield return (ClassPages.Student(entry), HtmlReport.Write(entry.Verdict, of));
        }

        yield return ("gradebook.csv", Gradebook.Write(report, roster));
        yield return ("junit.xml", JUnitReport.Write(report));
        yield return ("findings.sarif", SarifReport.Write(report));
        yield return ("summary.md", ClassSummary.Write(report));
    }
}
