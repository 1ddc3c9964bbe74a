namespace SelectQuest.Build.Tests;

public class Bridges
{
    private static readonly string[] Names =
    [
        .. Directory
            .GetDirectories(Path.Combine(Kit.Root, "template", "bridges"))
            .Select(folder => Path.GetFileName(folder))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Before anything is packed: the answer comes at once.</summary>
    [Fact]
    public void A_bridge_that_does_not_exist_is_refused_with_those_that_do()
    {
        Kit.Run("dotnet", "tool", "restore");
        var (exitCode, output) = Kit.Try("dotnet", "cake", "build/build.cake", "--target=Bridge", "--bridge=kqueue");

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"Choose a bridge, one of {string.Join(", ", Names)}", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Packing", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_build_and_the_makefile_name_them_all()
    {
        var names = $"--bridge=NAME ({string.Join(", ", Names)})";

        Assert.Contains(names, Kit.Read("build", "build.cake"), StringComparison.Ordinal);
        Assert.All(Names, name => Assert.Contains(name, Kit.Read("Makefile"), StringComparison.Ordinal));
    }
}
