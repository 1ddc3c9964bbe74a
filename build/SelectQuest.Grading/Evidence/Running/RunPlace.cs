namespace SelectQuest.Grading.Evidence.Running;

/// <summary>Where a compiled submission runs: a folder that is gone afterwards, and the sandbox that can read it.</summary>
internal sealed class RunPlace : IDisposable
{
    private readonly string folder;

    private RunPlace(string folder, BuiltServer server, Sandbox sandbox)
    {
        this.folder = folder;
        Server = server;
        Sandbox = sandbox;
    }

    public BuiltServer Server { get; }

    /// <summary>Full path of the submission's assembly.</summary>
    public string Assembly => Server.Assembly;

    public Sandbox Sandbox { get; }

    /// <summary>Null where the sandbox that was asked for cannot be had; the reason then says what would help.</summary>
    public static RunPlace? For(byte[] assembly, SandboxChoice choice, bool ownCode, out string? whyNot)
    {
        var folder = Directory.CreateTempSubdirectory("selectquest-").FullName;
        RunPlace? place = null;
        try
        {
            // .NET's own folder is not under /usr everywhere.
            var dotnet = Path.GetDirectoryName(DotNetHost.Path);
            string[] readable = string.IsNullOrEmpty(dotnet) ? [folder] : [folder, dotnet];
            (var sandbox, whyNot) = Sandbox.Choose(choice, ownCode, folder, readable);
            place = sandbox is null ? null : new RunPlace(folder, BuiltServer.Write(folder, assembly, []), sandbox);
            return place;
        }
        finally
        {
            if (place is null)
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
