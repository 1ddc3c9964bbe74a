using System.Diagnostics;
using SelectQuest.Server.Simulation;
using SelectQuest.Server.Sockets;

namespace SelectQuest.Grading.Evidence.Simulation;

/// <summary>One submission on the bench: a worker process at a time, a new one whenever the last was lost.</summary>
internal sealed class SimulationRig(string submission, Func<ProcessStartInfo, ProcessStartInfo>? wrap) : IDisposable
{
    private WorkerProcess? worker;
    private RemoteLoop? loop;

    /// <summary>How many processes ended before we ended them.</summary>
    public int Losses { get; private set; }

    /// <summary>A fresh loop in the worker; what the simulator asks for.</summary>
    public LoopUnderTest NewLoop(ISocketApi sockets, int listenFd) => Loop.NewLoop(sockets, listenFd);

    /// <summary>Runs one schedule; a lost process is a violation like any other, and is replaced.</summary>
    public Outcome Run(Schedule schedule)
    {
        var outcome = Simulator.Run(schedule, NewLoop);
        if (worker is { Lost: true })
        {
            Replace();
        }

        return outcome;
    }

    /// <summary>The student's registry against the model; a registry that cannot be used at all is one difference.</summary>
    public IReadOnlyList<RegistryDifference> CompareRegistry()
    {
        try
        {
            return RegistryModel.Compare(Loop, seed: 1);
        }
        catch (Exception thrown) when (thrown is WorkerLostException or StudentException)
        {
            return [new RegistryDifference(RegistryRule.AddTakesNew, thrown.Message)];
        }
    }

    public void Dispose() => worker?.Dispose();

    private RemoteLoop Loop
    {
        get
        {
            if (loop is null)
            {
                worker = WorkerProcess.Start(submission, wrap);
                loop = new RemoteLoop(worker);
            }

            return loop;
        }
    }

    private void Replace()
    {
        Losses++;
        worker?.Dispose();
        (worker, loop) = (null, null);
    }
}
