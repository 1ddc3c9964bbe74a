using System.Globalization;

[assembly: AssemblyFixture(typeof(SelectQuest.Template.Tests.Workshop))]

namespace SelectQuest.Template.Tests;

/// <summary>
/// A folder outside the kit with everything a student's machine would have: the packed template, a hive it is installed
/// in, and a package cache. The machine's own package cache is only read (as a fallback), its hive not touched at all.
/// </summary>
public sealed class Workshop : IDisposable
{
    /// <summary>
    /// The version of <see cref="First"/>, another one in every run: the SDK remembers for each user where a tool of some
    /// version lies, and this one lies in a cache that is gone when the tests end.
    /// </summary>
    internal static readonly string FirstVersion = $"0.1.0-first.{DateTimeOffset.UtcNow.ToUnixTimeSeconds()}";

    /// <summary>A collection for tests that restore tools: the SDK keeps one file a user for each tool.</summary>
    internal const string OneToolRestoreAtATime = "one tool restore at a time";

    private readonly string folder = Directory.CreateTempSubdirectory("selectquest-templates-").FullName;
    private readonly Dictionary<string, string> environment;
    private readonly Lock oneAtATime = new();
    private int quests;

    public Workshop()
    {
        environment = new()
        {
            ["NUGET_PACKAGES"] = Path.Combine(folder, "cache"),
            ["NUGET_FALLBACK_PACKAGES"] = MachineCache(),
            ["NO_COLOR"] = "1",
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_UI_LANGUAGE"] = "en",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
            // No build node of these tests outlives them. The compiler server may: it is the user's, for every build.
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
        };
        try
        {
            First = Pack("first", FirstVersion);
            Install(First, Hive);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The package every test uses unless it says otherwise.</summary>
    internal string First { get; }

    internal string Hive => Path.Combine(folder, "hive");

    /// <summary>Packs the kit as it stands.</summary>
    /// <param name="into">A folder name of its own for each pack.</param>
    /// <param name="version">Null lets the pack choose, as a plain <c>dotnet pack</c> does.</param>
    /// <returns>The package's path.</returns>
    internal string Pack(string into, string? version = null)
    {
        var packages = Path.Combine(folder, "packages", into);
        string[] given = version is null ? [] : [$"-p:Version={version}"];
        // The kit's own cache: the pack is restored already, with the tests.
        var kit = new Dictionary<string, string>(environment) { ["NUGET_PACKAGES"] = MachineCache() };
        kit.Remove("NUGET_FALLBACK_PACKAGES");
        Command
            .Run(
                folder,
                kit,
                "dotnet",
                // What the analyzers have to say they said when the kit was built.
                ["pack", Kit.TemplateProject, "--nologo", "--output", packages, "-p:RunAnalyzers=false", .. given]
            )
            .Succeeds();
        return Assert.Single(Directory.GetFiles(packages));
    }

    internal void Install(string package, string hive) => New(folder, hive, "install", package).Succeeds();

    /// <summary>An empty folder for one test.</summary>
    internal string NewFolder()
    {
        var number = Interlocked.Increment(ref quests).ToString(CultureInfo.InvariantCulture);
        return Directory.CreateDirectory(Path.Combine(folder, "quests", number)).FullName;
    }

    /// <summary><c>dotnet new selectquest</c> in an empty folder, with no restore.</summary>
    /// <returns>The generated repo's root.</returns>
    internal string Scaffold(string name, params string[] options) => ScaffoldFrom(Hive, name, options);

    internal string ScaffoldFrom(string hive, string name, params string[] options)
    {
        var parent = NewFolder();
        New(parent, hive, ["selectquest", "-n", name, "--no-restore", .. options]).Succeeds();
        return Path.Combine(parent, name);
    }

    internal Ended New(string where, string hive, params string[] arguments)
    {
        // dotnet new rewrites its hive's list of templates as it starts: a second one may read it half written.
        lock (oneAtATime)
        {
            return Run(where, "dotnet", ["new", .. arguments, "--debug:custom-hive", hive]);
        }
    }

    internal Ended Run(string where, string tool, params string[] arguments) =>
        Command.Run(where, environment, tool, arguments);

    public void Dispose()
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            // git writes its objects read-only, which Windows will not delete.
            File.SetAttributes(file, FileAttributes.Normal);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string MachineCache() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
}
