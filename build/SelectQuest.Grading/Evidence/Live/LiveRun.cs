using System.Diagnostics;
using System.Globalization;
using SelectQuest.Grading.Evidence.Live.Scenarios;
using SelectQuest.Grading.Evidence.Running;

namespace SelectQuest.Grading.Evidence.Live;

/// <summary>Plays the scenarios with a server, one after the other.</summary>
internal static class LiveRun
{
    private static readonly (string Name, Func<LiveSession, string> Run, string Meanwhile)[] Scenarios =
    [
        (ScenarioNames.Connect, ConnectTogether.Run, ""),
        (ScenarioNames.OneMessage, OneMessageEach.Run, ""),
        (ScenarioNames.HalfLeave, HalfLeave.Run, ", after half of the clients left"),
        (ScenarioNames.NewOnesCome, NewOnesCome.Run, ", while new clients came"),
        (ScenarioNames.AllAtOnce, AllAtOnce.Run, ", while all sent at once"),
        (ScenarioNames.OneByte, OneByteAtATime.Run, ", when a client sent one at a time"),
        (ScenarioNames.SlowReader, SlowReader.Run, ", while one client did not read"),
        (ScenarioNames.HalfClose, HalfClose.Run, ", when a client half-closed its connection"),
        (ScenarioNames.Reset, ConnectionReset.Run, ", after clients reset their connections"),
        (ScenarioNames.Urgent, UrgentData.Run, ", after a client sent urgent data"),
        (ScenarioNames.Churn, Churn.Run, ", while clients came and went"),
        (ScenarioNames.Idle, IdleClients.Run, ", while all were idle"),
        (ScenarioNames.Terminate, TerminateUnderLoad.Run, ""),
    ];

    /// <summary>Starts the server, drives it, and leaves no process behind.</summary>
    public static LiveEvidence Gather(BuiltServer server, LiveOptions options) => Gather(server.Command, options);

    /// <inheritdoc cref="Gather(BuiltServer, LiveOptions)"/>
    public static LiveEvidence Gather((string Tool, string[] Arguments) command, LiveOptions options)
    {
        var clock = Stopwatch.StartNew();
        var learned = new Learned();
        var (session, first) = Start(command, options, clock, learned);
        var results = new List<LiveResult> { first };
        IdleWatch? idle = null;
        var missing = session is null ? Needs(ScenarioNames.Start) : null;
        try
        {
            foreach (var (name, run, meanwhile) in options.Brief ? Scenarios[..2] : Scenarios)
            {
                missing ??= clock.Elapsed > options.TotalBound ? ScenarioNotRun.OutOfTime(options.TotalBound) : null;
                if (missing is null && session is null)
                {
                    (session, _) = Start(command, options, clock, learned);
                    missing = session is null ? Needs(ScenarioNames.Start) : null;
                }

                if (missing is not null || session is null)
                {
                    results.Add(NotRun(name, missing));
                    continue;
                }

                session.Meanwhile = meanwhile;
                session.Figures = null;
                var result = Play(name, run, session);
                results.Add(result);
                idle ??= session.Idle;
                if (result.Outcome == LiveOutcome.Held)
                {
                    continue;
                }

                // What it did wrong may show only later: the next scenario gets a server of its own.
                session.Dispose();
                session = null;
                missing = result.Outcome == LiveOutcome.Broken && name == ScenarioNames.OneMessage ? Needs(name) : null;
            }
        }
        finally
        {
            session?.Dispose();
        }

        return new LiveEvidence(
            options.Clients,
            results.ConvertAll(result => result with { Clients = options.Clients }),
            idle
        );
    }

    private static (LiveSession?, LiveResult) Start(
        (string Tool, string[] Arguments) command,
        LiveOptions options,
        Stopwatch clock,
        Learned learned
    )
    {
        var server = ServerProcess.Start(command, options);
        LiveSession? session = null;
        try
        {
            var observed = ServerStart.Await(server, options);
            session = new LiveSession(server, options, clock) { Learned = learned };
            return (session, new LiveResult(ScenarioNames.Start, LiveOutcome.Held, observed));
        }
        catch (ScenarioBroken broken)
        {
            return (null, Broken(ScenarioNames.Start, broken));
        }
        catch (ScenarioNotRun notRun)
        {
            return (null, NotRun(ScenarioNames.Start, notRun));
        }
        finally
        {
            if (session is null)
            {
                server.Dispose();
            }
        }
    }

    private static LiveResult Play(string name, Func<LiveSession, string> run, LiveSession session)
    {
        try
        {
            var start = Stopwatch.GetTimestamp();
            var observed = run(session);
            var figures = session.Figures is { } some ? $", {some}" : "";
            var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            return new LiveResult(
                name,
                LiveOutcome.Held,
                observed,
                string.Create(CultureInfo.InvariantCulture, $"{took:0} ms{figures}")
            );
        }
        catch (ScenarioBroken broken)
        {
            return Broken(name, broken);
        }
        catch (ScenarioNotRun notRun)
        {
            return NotRun(name, notRun);
        }
    }

    private static LiveResult Broken(string name, ScenarioBroken broken) =>
        new(name, LiveOutcome.Broken, broken.Observed, broken.Measured) { Fault = broken.Fault };

    private static LiveResult NotRun(string name, ScenarioNotRun? reason) =>
        new(name, reason?.Outcome ?? LiveOutcome.NotRun, reason?.Message ?? "");

    private static ScenarioNotRun Needs(string scenario) => new($"it needs scenario '{scenario}' to hold");
}
