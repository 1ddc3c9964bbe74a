using System.Diagnostics;
using System.Globalization;
using SelectQuest.Grading.Evidence.Live.Scenarios;
using SelectQuest.Grading.Evidence.Running;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>Plays the scenarios with a server, one after the other.</summary>
internal static class LiveRun
{
    private static readonly (string Name, Func<LiveSession, string> Run)[] Scenarios =
    [
        (ScenarioNames.Connect, ConnectTogether.Run),
        (ScenarioNames.OneMessage, OneMessageEach.Run),
        (ScenarioNames.HalfLeave, HalfLeave.Run),
        (ScenarioNames.NewOnesCome, NewOnesCome.Run),
        (ScenarioNames.AllAtOnce, AllAtOnce.Run),
        (ScenarioNames.OneByte, OneByteAtATime.Run),
        (ScenarioNames.SlowReader, SlowReader.Run),
        (ScenarioNames.HalfClose, HalfClose.Run),
        (ScenarioNames.Reset, ConnectionReset.Run),
        (ScenarioNames.Urgent, UrgentData.Run),
        (ScenarioNames.Churn, Churn.Run),
        (ScenarioNames.Idle, IdleClients.Run),
        (ScenarioNames.Terminate, TerminateUnderLoad.Run),
    ];

    /// <summary>Starts the server, drives it, and leaves no process behind.</summary>
    public static LiveEvidence Gather(BuiltServer server, LiveOptions options) => Gather(server.Command, options);

    /// <inheritdoc cref="Gather(BuiltServer, LiveOptions)"/>
    public static LiveEvidence Gather((string Tool, string[] Arguments) command, LiveOptions options)
    {
        var clock = Stopwatch.StartNew();
        var (session, first) = Start(command, options, clock);
        var results = new List<LiveResult> { first };
        IdleWatch? idle = null;
        var bearsSlowReaders = false;
        var needed = session is null ? ScenarioNames.Start : null;
        try
        {
            foreach (var (name, run) in Scenarios)
            {
                if (needed is null && session is null)
                {
                    (session, var again) = Start(command, options, clock);
                    needed = again.Outcome == LiveOutcome.Held ? null : ScenarioNames.Start;
                    session?.BearsSlowReaders = bearsSlowReaders;
                }

                if (session is null)
                {
                    results.Add(new LiveResult(name, LiveOutcome.NotRun, $"it needs scenario '{needed}' to hold"));
                    continue;
                }

                var result = Play(name, run, session);
                results.Add(result);
                idle ??= session.Idle;
                bearsSlowReaders = session.BearsSlowReaders;
                if (result.Outcome == LiveOutcome.Broken)
                {
                    // What it did wrong may show only later: the next scenario gets a server of its own.
                    session.Dispose();
                    session = null;
                    needed = name == ScenarioNames.OneMessage ? name : null;
                }
            }
        }
        finally
        {
            session?.Dispose();
        }

        return new LiveEvidence(options.Clients, results, idle);
    }

    private static (LiveSession?, LiveResult) Start(
        (string Tool, string[] Arguments) command,
        LiveOptions options,
        Stopwatch clock
    )
    {
        var (server, broken, measured) = ServerProcess.Start(command, options);
        return server is null
            ? (null, new LiveResult(ScenarioNames.Start, LiveOutcome.Broken, broken ?? "", measured))
            : (
                new LiveSession(server, options, clock),
                new LiveResult(ScenarioNames.Start, LiveOutcome.Held, "listened on a port of 127.0.0.1")
            );
    }

    private static LiveResult Play(string name, Func<LiveSession, string> run, LiveSession session)
    {
        try
        {
            var start = Stopwatch.GetTimestamp();
            var observed = run(session);
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            return new LiveResult(
                name,
                LiveOutcome.Held,
                observed,
                string.Create(CultureInfo.InvariantCulture, $"{took:0} ms")
            );
        }
        catch (ScenarioBroken broken)
        {
            return new LiveResult(name, LiveOutcome.Broken, broken.Observed, broken.Measured);
        }
        catch (ScenarioNotRun notRun)
        {
            return new LiveResult(name, LiveOutcome.NotRun, notRun.Message);
        }
    }
}
