namespace SelectQuest.Template.Tests;

/// <summary>The kit these tests were built from.</summary>
internal static class Kit
{
    public static string Root { get; } = FindRoot();

    public static string TemplateProject => InRoot("template", "SelectQuest.Templates.csproj");

    /// <summary>The starter as it stands in the kit, before packing.</summary>
    public static string Starter => InRoot("template", "selectquest");

    /// <summary>The reference answers, as an overlay.</summary>
    public static string Solution => InRoot("template", "solution");

    private static string InRoot(params string[] path) => Path.Combine([Root, .. path]);

    private static string FindRoot()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "SelectQuest.slnx")))
            {
                return at.FullName;
            }
        }

        throw new InvalidOperationException($"No SelectQuest.slnx above {AppContext.BaseDirectory}.");
    }
}
