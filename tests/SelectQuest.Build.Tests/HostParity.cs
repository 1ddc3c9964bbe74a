using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SelectQuest.Build.Tests;

/// <summary>
/// build.cake and build/frosting are two hosts of one build. What Cake itself says of the script is compared with the
/// Frosting host's source, since Cake.Frosting cannot be restored everywhere the kit is built.
/// </summary>
public partial class HostParity
{
    [Fact]
    public void Both_hosts_have_the_same_tasks_in_the_same_order() =>
        Assert.Equal(ScriptTasks().Select(t => t.Name), FrostingTasks().Select(t => t.Name));

    [Fact]
    public void Both_hosts_describe_and_order_each_task_alike() =>
        Assert.Equal(ScriptTasks().Select(t => t.ToString()), FrostingTasks().Select(t => t.ToString()));

    [Fact]
    public void Cake_reads_the_script_as_these_tests_do()
    {
        Kit.Run("dotnet", "tool", "restore");
        var list = Kit.Run("dotnet", "cake", "build/build.cake", "--description");

        Assert.Equal(
            ScriptTasks().Select(t => t.Name),
            ListedTask().Matches(list).Select(m => m.Groups["name"].Value).Where(name => name != "Task")
        );
    }

    [Fact]
    public void Every_task_calls_a_method_of_its_own_name_in_both_hosts()
    {
        var script = Kit.Read("build", "build.cake");
        var frosting = Kit.Read("build", "frosting", "Tasks.cs");
        foreach (var method in typeof(KitBuild).GetMethods().Where(m => m.DeclaringType == typeof(KitBuild)))
        {
            Assert.Contains($".Does<KitBuild>(kit => kit.{method.Name}())", script, StringComparison.Ordinal);
            Assert.Contains($"context.Kit.{method.Name}();", frosting, StringComparison.Ordinal);
        }
    }

    private static List<BuildTask> ScriptTasks() =>
        [
            .. ScriptTask()
                .Matches(Kit.Read("build", "build.cake"))
                .Select(task => new BuildTask(
                    task.Groups["name"].Value,
                    task.Groups["description"].Value,
                    [.. task.Groups["needs"].Captures.Select(c => c.Value)]
                )),
        ];

    private static List<BuildTask> FrostingTasks()
    {
        var root = CSharpSyntaxTree.ParseText(Kit.Read("build", "frosting", "Tasks.cs")).GetRoot();
        var classes = root.DescendantNodes().OfType<ClassDeclarationSyntax>().ToArray();
        var names = classes.ToDictionary(c => c.Identifier.Text, c => Words(c, "TaskName").Single());
        return
        [
            .. classes.Select(c => new BuildTask(
                names[c.Identifier.Text],
                Words(c, "TaskDescription").Single(),
                [.. Words(c, "IsDependentOn").Select(type => names[type])]
            )),
        ];
    }

    private static IEnumerable<string> Words(ClassDeclarationSyntax type, string attribute) =>
        type
            .AttributeLists.SelectMany(list => list.Attributes)
            .Where(a => a.Name.ToString() == attribute)
            .Select(a =>
                a.ArgumentList!.Arguments.Single().Expression switch
                {
                    LiteralExpressionSyntax text => text.Token.ValueText,
                    TypeOfExpressionSyntax of => of.Type.ToString(),
                    var other => other.ToString(),
                }
            );

    private sealed record BuildTask(string Name, string Description, IReadOnlyList<string> Needs)
    {
        public override string ToString() => $"{Name}: {Description} needs [{string.Join(", ", Needs)}]";
    }

    [GeneratedRegex(
        """Task\("(?<name>\w+)"\)\s*\.Description\("(?<description>[^"]+)"\)(\s*\.IsDependentOn\("(?<needs>\w+)"\))*"""
    )]
    private static partial Regex ScriptTask();

    [GeneratedRegex(@"^  (?<name>\w+) {2,}\S", RegexOptions.Multiline)]
    private static partial Regex ListedTask();
}
