using System.Reflection;
using System.Text.RegularExpressions;

namespace SelectQuest.Grading.Rules;

/// <summary>
/// All rules, read from the Markdown pages beside this file. A page is
/// <code>
/// # SQ101: title
/// *C1, plan half*
/// ## Why      (first paragraph: a finding's why)
/// ## Try      (first paragraph: a finding's try)
/// ## Example  (and whatever else helps)
/// </code>
/// </summary>
public static partial class RuleBook
{
    private const string ResourcePrefix = "Rules/";

    private static readonly Lazy<IReadOnlyDictionary<string, Rule>> Pages = new(ReadAll);

    /// <summary>Every rule, by id.</summary>
    public static IReadOnlyDictionary<string, Rule> All => Pages.Value;

    /// <summary>The rule with this id, in upper or lower case; null if there is none.</summary>
    public static Rule? Find(string id) => All.GetValueOrDefault(id.Trim().ToUpperInvariant());

    private static SortedDictionary<string, Rule> ReadAll()
    {
        var assembly = typeof(RuleBook).Assembly;
        var rules = assembly
            .GetManifestResourceNames()
            .Where(name => name.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Select(name => Parse(Read(assembly, name)));
        return new SortedDictionary<string, Rule>(rules.ToDictionary(rule => rule.Id), StringComparer.Ordinal);
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    internal static Rule Parse(string page)
    {
        var head = Head().Match(page);
        return head.Success
            ? new Rule(
                head.Groups["id"].Value,
                head.Groups["title"].Value,
                head.Groups["subject"].Value,
                FirstParagraph(page, "Why"),
                FirstParagraph(page, "Try"),
                page
            )
            : throw new FormatException(
                $"A rule's page starts with '# SQnnn: title' and '*subject*', not: {page[..Math.Min(60, page.Length)]}"
            );
    }

    private static string FirstParagraph(string page, string section)
    {
        var match = Regex.Match(
            page,
            $@"^## {section}\n+(?<text>.+?)(\n\n|\n*\z)",
            RegexOptions.Multiline | RegexOptions.Singleline
        );
        return match.Success
            ? match.Groups["text"].Value.ReplaceLineEndings(" ").Trim()
            : throw new FormatException(
                $"This rule's page has no section '## {section}': {page[..Math.Min(60, page.Length)]}"
            );
    }

    [GeneratedRegex(@"\A# (?<id>SQ\d{3}): (?<title>[^\n]+)\n+\*(?<subject>[^*\n]+)\*\n")]
    private static partial Regex Head();
}
