namespace SelectQuest.Grading.Evidence.Running;

/// <summary>The <c>dotnet</c> that runs us, so that a submission runs on the same runtime whatever PATH says.</summary>
internal static class DotNetHost
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH");
        if (!string.IsNullOrEmpty(host) && File.Exists(host))
        {
            return host;
        }

        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

        // The runtime's folder is ROOT/shared/Microsoft.NETCore.App/VERSION.
        var root = new DirectoryInfo(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory())
            .Parent
            ?.Parent
            ?.Parent;
        var beside = root is null ? name : System.IO.Path.Combine(root.FullName, name);
        return File.Exists(beside) ? beside : name;
    }
}
