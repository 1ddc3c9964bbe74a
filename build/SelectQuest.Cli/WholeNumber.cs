using System.CommandLine;
using System.Globalization;

namespace SelectQuest.Cli;

/// <summary>An option that takes a whole number between two bounds.</summary>
internal static class WholeNumber
{
    public static Option<int?> Option(
        string name,
        string description,
        int least = int.MinValue,
        int most = int.MaxValue
    ) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (
                    int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                    && number >= least
                    && number <= most
                )
                {
                    return number;
                }

                result.AddError(
                    least == int.MinValue
                        ? $"'{text}' is not a whole number."
                        : $"'{text}' is not a whole number from {least} to {most}."
                );
                return null;
            },
        };
}
