#nullable enable

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Cake.Common;
using Cake.Common.Diagnostics;
using Cake.Core;
using Cake.Core.IO;
using DiskFile = System.IO.File;
using DiskFolder = System.IO.Directory;
using DiskPath = System.IO.Path;

/// <summary>
/// What build.cake does, one method a task. The verdict is the grader's (<c>dotnet selectquest verify</c>); this file
/// turns it into tasks that pass, fail or are skipped.
/// </summary>
public sealed class QuestBuild
{
    /// <summary>The five pass criteria, as they appear in Cake's list of tasks.</summary>
    public static readonly IReadOnlyList<(string Id, string Text)> Criteria =
    [
        ("C1", "Read, write and error sets, rebuilt before every select."),
        ("C2", "A registry with add, remove and lookup by fd, each O(1)."),
        ("C3", "Max-fd follows every add and remove; select gets max-fd + 1."),
        ("C4", "50 clients and more, in bursts of connects and disconnects."),
        ("C5", "A timeout, chosen and justified."),
    ];

    private readonly ICakeContext context;
    private readonly string target;
    private readonly string root;
    private readonly List<string> failed = [];
    private JsonElement verdict;

    public QuestBuild(ICakeContext context, string target)
    {
        this.context = context;
        this.target = target;
        root = RootAbove(context.Environment.WorkingDirectory.FullPath);
    }

    public void Build() => Require("dotnet", "build", "--nologo");

    public void Test() => Require("dotnet", "test", "--no-build", "--nologo");

    /// <summary>The grader's exit codes 0, 1 and 4 come with a verdict; 2 and 3 mean there is none.</summary>
    public void Judge()
    {
        Require("dotnet", "tool", "restore");
        var file = DiskPath.Combine(root, "artifacts", "verdict.json");
        DiskFolder.CreateDirectory(DiskPath.GetDirectoryName(file)!);
        var exitCode = Run("dotnet", "selectquest", "verify", ".", "--format", "json", "--output", file);
        if (exitCode is not (0 or 1 or 4))
        {
            throw new CakeException($"The grader gave no verdict (exit code {exitCode}); its message stands above.");
        }

        using var json = JsonDocument.Parse(DiskFile.ReadAllText(file));
        verdict = json.RootElement.Clone();
    }

    public bool IsForReview(string id) => Outcome(id) == "review";

    /// <summary>Shows what the grader found for one criterion and throws if it fails.</summary>
    public void Require(string id)
    {
        foreach (var finding in Findings(id))
        {
            Show(finding);
        }

        var outcome = Outcome(id);
        if (outcome != "pass")
        {
            throw new CakeException($"{id}: {outcome}. {Criteria.Single(c => c.Id == id).Text}");
        }
    }

    /// <summary>
    /// Lets the other criteria be judged after one has failed, unless that one is all that was asked for. Cake's table
    /// shows the task as failed either way.
    /// </summary>
    public void Record(string id, Exception problem)
    {
        failed.Add(id);
        if (string.Equals(target, id, StringComparison.OrdinalIgnoreCase))
        {
            throw problem;
        }

        context.Error(problem.Message);
    }

    public void RequireAll()
    {
        foreach (var (id, text) in Criteria.Where(c => IsForReview(c.Id)))
        {
            context.Warning("{0} is for review: {1}", id, text);
            foreach (var finding in Findings(id))
            {
                Show(finding);
            }
        }

        if (failed.Count > 0)
        {
            throw new CakeException($"{failed.Count} of {Criteria.Count} criteria fail: {string.Join(", ", failed)}.");
        }
    }

    private string Outcome(string id) =>
        verdict
            .GetProperty("criteria")
            .EnumerateArray()
            .Single(c => Text(c, "id") == id)
            .GetProperty("outcome")
            .GetString()!;

    private IEnumerable<JsonElement> Findings(string id) =>
        verdict.GetProperty("findings").EnumerateArray().Where(f => Text(f, "criterion") == id);

    private void Show(JsonElement finding)
    {
        var place = Text(finding, "file") is { } file ? $"{file}:{finding.GetProperty("line")}: " : "";
        Write($"{place}{Text(finding, "rule")} {Text(finding, "title")}");
        Write($"  observed: {Text(finding, "observed")}");
        Write($"  try:      {Text(finding, "try")}");
    }

    // Cake colours what stands in for {0}; these are sentences, so there is nothing to stand in.
    private void Write(string line) =>
        context.Information(
            line.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
        );

    private static string? Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private void Require(string tool, params string[] arguments)
    {
        var exitCode = Run(tool, arguments);
        if (exitCode != 0)
        {
            throw new CakeException($"`{tool} {string.Join(' ', arguments)}` ended with exit code {exitCode}.");
        }
    }

    private int Run(string tool, params string[] arguments)
    {
        var command = new ProcessArgumentBuilder();
        foreach (var argument in arguments)
        {
            command.AppendQuoted(argument);
        }

        return context.StartProcess(tool, new ProcessSettings { Arguments = command, WorkingDirectory = root });
    }

    // Cake works in the script's folder; the quest's root is where the plan is.
    private static string RootAbove(string folder)
    {
        for (var at = new System.IO.DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            if (DiskFile.Exists(DiskPath.Combine(at.FullName, ".config", "dotnet-tools.json")))
            {
                return at.FullName;
            }
        }

        throw new CakeException(
            $"No .config/dotnet-tools.json in {folder} or above: run the build from inside your quest."
        );
    }
}
