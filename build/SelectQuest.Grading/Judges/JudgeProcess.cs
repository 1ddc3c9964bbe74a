using System.Diagnostics;
using System.Text.Json;
using SelectQuest.Grading.Evidence.Running;

namespace SelectQuest.Grading.Judges;

/// <summary>
/// A grader in a process of its own: it can be killed, and on Linux it has a network of its own, so that a submission's
/// server and our clients meet where nothing else can be reached. Disposing it ends it and all it started.
/// </summary>
internal sealed class JudgeProcess : IDisposable
{
    /// <summary>The verb of the command line that serves <see cref="JudgeService"/>.</summary>
    public const string Verb = "judge-for-grader";

    private readonly Process process;
    private readonly bool privateNetwork;
    private readonly JudgeFolder folder;

    /// <summary>Sources that blow up in the compiler end this process and not the machine.</summary>
    private const string MostHeap = "0x80000000";

    private JudgeProcess(Process process, bool privateNetwork, JudgeFolder folder)
    {
        this.process = process;
        this.privateNetwork = privateNetwork;
        this.folder = folder;
    }

    /// <param name="program">The assembly whose command line has the verb.</param>
    /// <param name="sandbox">With a sandbox for the submissions' code comes a network of its own for the judge.</param>
    public static JudgeProcess Start(string program, SandboxChoice sandbox)
    {
        var start = new ProcessStartInfo(DotNetHost.Path, ["exec", program, Verb]);
        var apart = sandbox is (SandboxChoice.Auto or SandboxChoice.Bwrap) && Sandbox.Works.Value is null;
        var command = apart ? Bubblewrap.WithOwnNetwork(start) : start;
        command.RedirectStandardInput = true;
        command.RedirectStandardOutput = true;

        var folder = JudgeFolder.New();
        command.Environment["TMPDIR"] = folder.Path;
        command.Environment["DOTNET_GCHeapHardLimit"] = MostHeap;
        return new JudgeProcess(Process.Start(command)!, apart, folder);
    }

    /// <summary>Judges one submission. A judge that ends instead of answering is the grader's fault.</summary>
    public JudgeReply Ask(JudgeRequest request)
    {
        try
        {
            process.StandardInput.WriteLine(JudgeWire.Write(request with { PrivateNetwork = privateNetwork }));
            process.StandardInput.Flush();
            return process.StandardOutput.ReadLine() is { } line
                ? JudgeWire.Read<JudgeReply>(line)
                : JudgeReply.Faulty("The judge's process ended without an answer.");
        }
        catch (Exception broken) when (broken is IOException or JsonException)
        {
            return JudgeReply.Faulty(broken.ToString());
        }
    }

    /// <summary>Ends it, and with it everything it started, whatever it is doing; <see cref="Ask"/> then answers with a fault.</summary>
    public void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It had ended by itself.
        }
    }

    public void Dispose()
    {
        Kill();
        process.WaitForExit();
        process.Dispose();
        folder.Dispose();
    }
}
