using System.Diagnostics;
using System.Text.Json;
using SelectQuest.Grading.Reports.Class;
using SelectQuest.Grading.Tests.Submissions;

namespace SelectQuest.Grading.Tests.Reports;

/// <summary>What a real browser finds in a class report: <c>tests/browser/check.mjs</c> looks, once, and tells.</summary>
public class PagesInABrowser(PagesInABrowser.Looked looked) : IClassFixture<PagesInABrowser.Looked>
{
    private const string Install =
        "apt-get update && apt-get install -y chromium nodejs npm && (cd tests/browser && npm ci)";

    // Everything the script looks at; that it looks at nothing else is a test too.
    public static TheoryData<string> Checks { get; } =
    [
        "the_table_sorts_by_every_column",
        "equals_stay_sorted_by_name",
        "the_table_filters_by_name_and_by_outcome",
        "sorting_keeps_the_filter_and_the_filter_the_order",
        "every_link_of_the_index_leads_to_a_page_and_back",
        "without_JavaScript_everything_is_there",
        "axe_finds_nothing_in_the_light",
        "axe_finds_nothing_in_the_dark",
        "axe_finds_nothing_on_a_phone",
        "nothing_is_wider_than_a_phone",
        "dark_and_light_are_two_different_pages",
        "a_keyboard_reaches_and_works_everything",
        "symbols_and_words_stand_beside_every_colour",
        "on_paper_it_is_all_there_and_in_ink",
        "injected_markup_stays_text",
        "even_markup_that_got_through_could_do_nothing",
        "nothing_is_asked_of_anybody_outside",
        "a_name_keeps_its_direction_to_itself",
    ];

    [Theory]
    [MemberData(nameof(Checks))]
    public void Looked_at(string check)
    {
        Assert.SkipWhen(looked.WhyNot is not null, looked.WhyNot ?? "");
        Assert.Empty(looked.Problems[check]);
    }

    [Fact]
    public void Each_check_of_the_script_is_one_of_these()
    {
        Assert.SkipWhen(looked.WhyNot is not null, looked.WhyNot ?? "");
        Assert.Equal(Checks.Select(row => row.Data).Order(), looked.Problems.Keys.Order());
    }

    /// <summary>One run of the script over one class of 30.</summary>
    public sealed class Looked : IAsyncLifetime
    {
        private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
        private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];

        /// <summary>What is missing here and how to get it; null where the script ran.</summary>
        public string? WhyNot { get; private set; }

        public Dictionary<string, string[]> Problems { get; } = [];

        public async ValueTask InitializeAsync()
        {
            var (browser, node) = (Browsers.Select(OnPath).FirstOrDefault(found => found is not null), OnPath("node"));
            var driver = Path.Combine(NpmPackages.Folder, "node_modules", "playwright-core");
            string?[] missing =
            [
                browser is null ? "chromium" : null,
                node is null ? "node" : null,
                Directory.Exists(driver) ? null : "playwright-core",
            ];
            if (missing.OfType<string>().ToArray() is { Length: > 0 } needed)
            {
                WhyNot = $"Needs {string.Join(", ", needed)}: {Install}";
                return;
            }

            using var folder = new TemporaryFolder();
            foreach (var (path, text) in ClassFiles.Of(HandMadeClass.Of(30)))
            {
                folder.With(path, text);
            }

            foreach (
                var line in (await Look(node!, browser!, folder.Path)).Split(
                    '\n',
                    StringSplitOptions.RemoveEmptyEntries
                )
            )
            {
                using var told = JsonDocument.Parse(line);
                Problems[told.RootElement.GetProperty("check").GetString()!] =
                [
                    .. told.RootElement.GetProperty("problems").EnumerateArray().Select(p => p.GetString()!),
                ];
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static async Task<string> Look(string node, string browser, string report)
        {
            var start = new ProcessStartInfo(node)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = NpmPackages.Folder,
            };
            foreach (var argument in new[] { "check.mjs", report, browser })
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            using var deadline = new CancellationTokenSource(Deadline);
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
                var error = process.StandardError.ReadToEndAsync(deadline.Token);
                await process.WaitForExitAsync(deadline.Token);
                return process.ExitCode == 0
                    ? await output
                    : throw new InvalidOperationException($"check.mjs ended with {process.ExitCode}: {await error}");
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException("check.mjs did not end.");
            }
        }

        private static string? OnPath(string program) =>
            (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .Select(folder => Path.Combine(folder, program))
                .FirstOrDefault(File.Exists);
    }
}
