using System.CommandLine;
using System.Globalization;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Rules;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Commands;

/// <summary><c>selectquest explain SQ104</c>: a rule's page; without a rule, the list of them.</summary>
internal static class Explain
{
    private const int NearMisses = 5;

    public static Command Command(Terminal terminal)
    {
        var id = new Argument<string?>("RULE")
        {
            Description = "SQ104, 104, or a word of its title; without it, all rules.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("explain", "Print a rule's page.") { id };
        command.SetAction(parse =>
        {
            terminal.Output.Write(parse.GetValue(id) is { } asked ? Page(asked) : List(RuleBook.All.Values));
            return 0;
        });
        return command;
    }

    private static string Page(string asked)
    {
        var rule = RuleBook.Find(asked) ?? RuleBook.Find($"SQ{asked.Trim()}");
        return rule is not null ? RulePage.Write(rule) : throw new UnusableInputException(Unknown(asked));
    }

    private static string Unknown(string asked)
    {
        var shown = PlainText.OneLine(asked);
        var near = Near(asked).Take(NearMisses).ToArray();
        return near.Length == 0
            ? $"there is no rule {shown}. List them all: selectquest explain"
            : $"there is no rule {shown}. Near it:\n\n{List(near)}\nList them all: selectquest explain";
    }

    private static IEnumerable<Rule> Near(string asked)
    {
        var digits = string.Concat(asked.Where(char.IsAsciiDigit));
        return int.TryParse(digits, CultureInfo.InvariantCulture, out var number)
            ? RuleBook.All.Values.OrderBy(rule => Math.Abs(Number(rule) - (long)number)).ThenBy(rule => rule.Id)
            : RuleBook.All.Values.Where(rule => rule.Title.Contains(asked.Trim(), StringComparison.OrdinalIgnoreCase));
    }

    private static int Number(Rule rule) => int.Parse(rule.Id.AsSpan(2), CultureInfo.InvariantCulture);

    private static string List(IEnumerable<Rule> rules) => string.Concat(rules.Select(r => $"{r.Id}  {r.Title}\n"));
}
