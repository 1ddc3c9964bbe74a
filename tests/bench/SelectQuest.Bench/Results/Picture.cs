namespace SelectQuest.Bench.Results;

/// <summary>A plot on a Markdown page, which shows the one of the reader's theme.</summary>
internal static class Picture
{
    /// <param name="plot">Its name, without theme and extension; it lies beside the page.</param>
    /// <param name="words">For those who do not see it.</param>
    public static string Of(string plot, string words) =>
        $"""
            <picture>
              <source media="(prefers-color-scheme: dark)" srcset="{plot}-dark.svg">
              <img alt="{words}" src="{plot}-light.svg">
            </picture>

            """;
}
