using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Reports;

/// <summary>
/// A student's text in the log of a build: CI systems take orders from what a step prints, GitHub from lines such as
/// <c>::error::...</c>, Azure from <c>##vso[...]</c>. One character shown as its code point makes text of an order.
/// </summary>
internal static partial class LogCommands
{
    /// <summary>One line, unchanged unless it holds an order. C++'s <c>::close(fd)</c> is none.</summary>
    public static string Disarm(string line) => Bracketed().Replace(Leading().Replace(line, @"$1\u{3a}"), @"#\u{23}");

    // GitHub obeys the names it knows, at the beginning of a line and after blanks.
    [GeneratedRegex(
        @"^(\s*):(?=:(?:add-mask|add-matcher|add-path|debug|echo|endgroup|error|group|notice|remove-matcher|save-state|set-env|set-output|stop-commands|warning)\b.*::)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Leading();

    // The older form, and that of other systems, counts anywhere in a line.
    [GeneratedRegex(@"##(?=[a-z]*\[)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Bracketed();
}
