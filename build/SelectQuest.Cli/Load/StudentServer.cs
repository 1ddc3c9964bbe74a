using System.Net;
using SelectQuest.Grading.Evidence.Live;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Load;

/// <summary>A submission's server, compiled and started as the grader does it. Disposing it ends the process.</summary>
internal sealed class StudentServer : IDisposable
{
    private readonly RunPlace place;
    private readonly ServerProcess process;

    private StudentServer(RunPlace place, ServerProcess process) => (this.place, this.process) = (place, process);

    public IPEndPoint Address => new(IPAddress.Loopback, process.Port);

    /// <summary>Without a sandbox: whoever may not run the code on this machine must not come here.</summary>
    /// <exception cref="NothingToRunException">There is no code, or it does not compile.</exception>
    /// <exception cref="LoadBrokenException">It does not listen.</exception>
    public static StudentServer Start(Submission submission)
    {
        var assembly = SubmissionAssembly.Of(submission);
        var place = RunPlace.For(assembly, SandboxChoice.None, ownCode: true, out var whyNot);
        if (place is null)
        {
            throw new NothingToRunException(whyNot ?? "the code was not run");
        }

        var options = new LiveOptions();
        var server = new StudentServer(place, ServerProcess.Start(place.Server.Command, options));
        try
        {
            ServerStart.Await(server.process, options);
            return server;
        }
        catch (ScenarioBroken broken)
        {
            server.Dispose();
            throw new LoadBrokenException(
                $"the server {broken.Observed}{(broken.Measured is { } words ? $" ({words})" : "")}"
            );
        }
        catch (ScenarioNotRun notRun)
        {
            server.Dispose();
            throw new LoadBrokenException(notRun.Message);
        }
    }

    /// <summary>What became of the process, if it ended and that explains what the clients saw.</summary>
    public LoadBrokenException Explain(LoadBrokenException seen)
    {
        try
        {
            return process.EndsNow()
                ? new($"the server {process.EndWords}{(process.FirstErrorLine is { } line ? $": {line}" : "")}")
                : seen;
        }
        catch (ScenarioNotRun)
        {
            return seen;
        }
    }

    public void Dispose()
    {
        process.Dispose();
        place.Dispose();
    }
}
