using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Evidence.Running;

/// <summary>
/// A submission's server as files that <c>dotnet exec</c> can run: the assembly Roslyn emitted, the kit's own seam beside it,
/// and a runtime configuration of ours. Nothing in the folder was written by the student's build.
/// </summary>
/// <param name="Folder">Owned by whoever called <see cref="Write"/>; deleted with it.</param>
/// <param name="Assembly">Full path of the submission's assembly.</param>
internal sealed record BuiltServer(string Folder, string Assembly)
{
    public const string AssemblyName = "SelectQuest.Server";

    private const string WorkerName = "SelectQuest.Worker";

    // Beside the submission, so that a sandbox has nothing of the grader's to show.
    private static readonly string[] WorkerFiles =
    [
        WorkerName + ".dll",
        WorkerName + ".deps.json",
        WorkerName + ".runtimeconfig.json",
    ];

    private const string RuntimeConfiguration = """
        {
          "runtimeOptions": {
            "tfm": "net10.0",
            "rollForward": "Major",
            "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" },
            "configProperties": {
              "System.GC.Server": false,
              "System.GC.Concurrent": false,
              "System.Globalization.Invariant": true
            }
          }
        }
        """;

    /// <summary>Lays the server out in <paramref name="folder"/>, which is created if need be.</summary>
    public static BuiltServer Write(string folder, ReadOnlySpan<byte> assembly, ReadOnlySpan<byte> symbols)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, AssemblyName + ".dll");
        File.WriteAllBytes(path, assembly);
        if (!symbols.IsEmpty)
        {
            File.WriteAllBytes(Path.ChangeExtension(path, ".pdb"), symbols);
        }

        var seam = typeof(ISocketApi).Assembly.Location;
        File.Copy(seam, Path.Combine(folder, Path.GetFileName(seam)), overwrite: true);
        foreach (var file in WorkerFiles)
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, file), Path.Combine(folder, file), overwrite: true);
        }

        File.WriteAllText(Path.ChangeExtension(path, ".runtimeconfig.json"), RuntimeConfiguration);
        return new BuiltServer(folder, path);
    }

    /// <summary>Full path of the program that runs the loop alone, under a kernel of ours.</summary>
    public static string WorkerBeside(string assembly) =>
        Path.Combine(Path.GetDirectoryName(assembly)!, WorkerName + ".dll");

    /// <summary>What starts the server on a port of the kernel's choosing; it prints <c>listening on 127.0.0.1:PORT</c>.</summary>
    public (string Tool, string[] Arguments) Command => (DotNetHost.Path, ["exec", Assembly, "--port", "0"]);
}
