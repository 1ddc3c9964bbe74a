using SelectQuest.Grading.Reports.Html;

namespace SelectQuest.Grading.Reports.Class;

/// <summary>Where the pages of a class report stand, seen from its folder.</summary>
internal static class ClassPages
{
    public const string Index = "index.html";

    public const string Slowest = "slowest.html";

    public static string Student(ClassEntry entry) => $"students/{entry.Slug}.html";

    /// <summary>From the class's page to a student's, under the student's name.</summary>
    public static string Link(ClassEntry entry) =>
        $"<a href=\"{HtmlText.Escape(Student(entry))}\">{HtmlText.Isolate(entry.Name)}</a>";

    /// <summary>The way back, seen from a student's page.</summary>
    public const string BackToIndex = "../" + Index;
}
