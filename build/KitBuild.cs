#nullable enable

using System;
using System.Collections.Generic;
using System.Linq;
using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Core.IO;
using DiskFile = System.IO.File;
using DiskFolder = System.IO.Directory;
using DiskPath = System.IO.Path;

/// <summary>
/// Everything the kit's build does, one method a task. Two thin hosts call it: <c>build.cake</c> under Cake's script
/// runner and <c>frosting/</c> under Cake.Frosting. The script runner loads this file as script text: it has no
/// namespace and defines no extension methods, and there File, Directory and Path are Cake's own words: hence the aliases.
/// </summary>
public sealed class KitBuild
{
    private const string Release = "Release";

    private readonly ICakeContext context;
    private readonly string root;
    private readonly string artifacts;
    private readonly string hive;
    private readonly string name;
    private readonly string quest;

    public KitBuild(ICakeContext context)
    {
        this.context = context;
        root = RootAbove(context.Environment.WorkingDirectory.FullPath);
        artifacts = DiskPath.Combine(root, "artifacts");
        hive = DiskPath.Combine(artifacts, "hive");
        name = context.Arguments.GetArgument("name") ?? "my-quest";
        quest = DiskPath.GetFullPath(
            context.Arguments.GetArgument("output") ?? DiskPath.Combine(artifacts, "demo", name),
            root
        );
    }

    public void Clean()
    {
        foreach (var tree in new[] { "build", "tests", "template" })
        {
            foreach (var name in new[] { "bin", "obj" })
            {
                foreach (
                    var folder in DiskFolder.GetDirectories(
                        DiskPath.Combine(root, tree),
                        name,
                        System.IO.SearchOption.AllDirectories
                    )
                )
                {
                    Delete(folder);
                }
            }
        }

        Delete(artifacts);
    }

    public void Build() => DotNet("build", "SelectQuest.slnx", "--nologo");

    public void Test() =>
        DotNet(
            "test",
            "SelectQuest.slnx",
            "--no-build",
            "--nologo",
            "--collect:XPlat Code Coverage",
            "--logger:trx",
            "--results-directory",
            DiskPath.Combine("artifacts", "test-results")
        );

    public void Pack()
    {
        Say("Packing the template; the grader a student will run travels inside it.");
        Delete(PackageFolder);
        DotNet(
            "pack",
            DiskPath.Combine("template", "SelectQuest.Templates.csproj"),
            "--nologo",
            "--output",
            PackageFolder,
            NoAnalyzers
        );
        Say($"Packed {Relative(Package())}.");
    }

    public void Install()
    {
        Say("Installing it into a hive of its own: your own templates stay as they are.");
        Delete(hive);
        DotNet("new", "install", Package(), "--debug:custom-hive", hive);
    }

    public void Scaffold()
    {
        Say($"Scaffolding: dotnet new selectquest -n {name}");
        if (quest.StartsWith(artifacts, StringComparison.Ordinal))
        {
            Delete(quest);
        }

        DotNet("new", "selectquest", "-n", name, "-o", quest, "--debug:custom-hive", hive);
        DotNetIn(quest, "tool", "restore");
    }

    public void Verify()
    {
        var submission = context.Arguments.GetArgument("submission");
        if (submission is null)
        {
            Say("Verifying the starter as it comes. Nothing is done yet, so it must say 0 of 5.");
            RequireExitCode(1, quest, "selectquest", "verify", ".");
            return;
        }

        Say($"Verifying {submission}.");
        RequireExitCode(0, quest, "selectquest", "verify", DiskPath.GetFullPath(submission, root));
    }

    public void Solve()
    {
        Say("Laying the reference solution over the starter.");
        foreach (var file in LayOver(DiskPath.Combine(root, "template", "solution"), quest))
        {
            Write($"  {file}");
        }

        Say("Building it and running the quest's own tests: 50 clients, real sockets.");
        DotNetIn(quest, "build", "--nologo");
        DotNetIn(quest, "test", "--no-build", "--nologo");

        Say("Verifying again. Now it must say 5 of 5.");
        RequireExitCode(0, quest, "selectquest", "verify", ".");
    }

    public void Class()
    {
        var room = DiskPath.Combine(artifacts, "demo", "class");
        var report = DiskPath.Combine(artifacts, "demo", "report");
        Say("Making a class of 24 from the corpus; three of them are hostile.");
        Delete(room);
        Delete(report);
        var corpus = DiskPath.Combine("tests", "SelectQuest.Corpus");
        DotNet("run", "--project", corpus, "--configuration", Release, NoAnalyzers, "--", "class", quest, room, "24");

        // None of them is run without a sandbox, not even here.
        if (
            context.Tools.Resolve("bwrap") is null
            || ExitCodeOf(root, ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "true"]) != 0
        )
        {
            Say("Not grading it: bubblewrap is missing or may not be used here; `selectquest grade` says what to do.");
            return;
        }

        Say("Grading it, each submission in a sandbox.");
        DotNetIn(quest, "selectquest", "grade", room, "--out", report);
    }

    public void Demo() =>
        Say(
            $"Done. The quest stands in {Relative(quest)}: change a line there and run `make verify` in it. "
                + $"The class's report is {Relative(DiskPath.Combine(artifacts, "demo", "report", "index.html"))}."
        );

    public void Grade()
    {
        var submissions = context.Arguments.GetArgument("submissions");
        var report = context.Arguments.GetArgument("out");
        if (submissions is null || report is null)
        {
            throw new CakeException(
                "Say what to grade and where the report goes: --target=Grade --submissions=PATH[;PATH...] --out=DIR"
            );
        }

        string[] more =
        [
            .. (context.Arguments.GetArgument("more") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        ];
        var paths = submissions.Split(';').Select(path => DiskPath.GetFullPath(path, root));
        Selectquest(["grade", .. paths, "--out", DiskPath.GetFullPath(report, root), .. more]);
    }

    private void Selectquest(params string[] arguments) =>
        DotNet([
            "run",
            "--project",
            DiskPath.Combine("build", "SelectQuest.Cli"),
            "--configuration",
            Release,
            "--",
            .. arguments,
        ]);

    public void Bridge()
    {
        var bridges = DiskFolder
            .GetDirectories(DiskPath.Combine(root, "template", "bridges"))
            .Select(folder => DiskPath.GetFileName(folder)!)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var bridge = context.Arguments.GetArgument("bridge");
        if (!bridges.Contains(bridge))
        {
            throw new CakeException(
                $"Choose a bridge, one of {string.Join(", ", bridges)}: "
                    + (bridge is null ? "--bridge=NAME is missing." : $"'{bridge}' is none.")
            );
        }

        Pack();
        Install();
        Scaffold();
        Say($"Laying the reference solution over the starter, and the bridge to {bridge} over both.");
        _ = LayOver(DiskPath.Combine(root, "template", "solution"), quest).ToList();
        foreach (var file in LayOver(DiskPath.Combine(root, "template", "bridges", bridge!), quest))
        {
            Write($"  {file}");
        }

        Say(
            $"Done. Read {Relative(DiskPath.Combine(quest, "BRIDGE.md"))}, then run `dotnet test` in {Relative(quest)}."
        );
    }

    // What analyzers have to say the tests' build says; here someone waits.
    private const string NoAnalyzers = "-p:RunAnalyzers=false";

    private string PackageFolder => DiskPath.Combine(artifacts, "packages");

    private string Package()
    {
        var packages = DiskFolder.GetFiles(PackageFolder, "SelectQuest.Templates.*.nupkg");
        return packages.Length == 1
            ? packages[0]
            : throw new CakeException(
                $"Expected one template package in {PackageFolder}, found {packages.Length}: run the Pack task."
            );
    }

    private static IEnumerable<string> LayOver(string overlay, string repo)
    {
        foreach (
            var source in DiskFolder
                .GetFiles(overlay, "*", System.IO.SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
        )
        {
            var relative = DiskPath.GetRelativePath(overlay, source);
            var target = DiskPath.Combine(repo, relative);
            DiskFolder.CreateDirectory(DiskPath.GetDirectoryName(target)!);
            DiskFile.Copy(source, target, overwrite: true);
            yield return relative.Replace('\\', '/');
        }
    }

    private void DotNet(params string[] arguments) => RequireExitCode(0, root, arguments);

    private void DotNetIn(string folder, params string[] arguments) => RequireExitCode(0, folder, arguments);

    // Cake's StartProcess returns the exit code and fails nothing by itself.
    private void RequireExitCode(int expected, string folder, params string[] arguments)
    {
        var exitCode = ExitCodeOf(folder, ["dotnet", .. arguments]);
        if (exitCode != expected)
        {
            throw new CakeException(
                $"`dotnet {string.Join(' ', arguments)}` in {Relative(folder)} ended with exit code {exitCode}, expected {expected}."
            );
        }
    }

    private int ExitCodeOf(string folder, string[] command)
    {
        var arguments = new ProcessArgumentBuilder();
        foreach (var argument in command[1..])
        {
            arguments.AppendQuoted(argument);
        }

        var settings = new ProcessSettings { Arguments = arguments, WorkingDirectory = folder };
        return context.StartProcess(command[0], settings);
    }

    private void Say(string sentence)
    {
        Write("");
        Write($"==> {sentence}");
    }

    // Cake colours what stands in for {0}; these are sentences, so there is nothing to stand in.
    private void Write(string line) =>
        context.Information(
            line.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
        );

    private string Relative(string path) =>
        DiskPath.GetRelativePath(root, path) is "." ? "the kit" : DiskPath.GetRelativePath(root, path);

    private static void Delete(string folder)
    {
        if (DiskFolder.Exists(folder))
        {
            DiskFolder.Delete(folder, recursive: true);
        }
    }

    // Cake's script runner works in the script's folder, Frosting where it was started.
    private static string RootAbove(string folder)
    {
        for (var at = new System.IO.DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (DiskFile.Exists(DiskPath.Combine(at.FullName, "SelectQuest.slnx")))
            {
                return at.FullName;
            }
        }

        throw new CakeException($"No SelectQuest.slnx in {folder} or above: run the build from inside the kit.");
    }
}
