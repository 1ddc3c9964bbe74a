using SelectQuest.Grading.Batch;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Reports;
using SelectQuest.Grading.Submissions;

namespace SelectQuest.Cli.Grading;

/// <summary>Grades a class from the first submission to the last report.</summary>
internal static class GradeClass
{
    /// <summary>Everything was graded.</summary>
    private const int Graded = 0;

    /// <summary>Some were not reached: the same command goes on where this one stopped.</summary>
    private const int Stopped = 1;

    /// <returns>0; 1 if it was stopped; 3 if the grader failed on a submission.</returns>
    public static int Run(GradePlan plan, IReadOnlyList<FoundSubmission> found, ClassInput input, Terminal terminal)
    {
        RequireSandbox(plan.Sandbox);
        if (plan.Sandbox == SandboxChoice.Auto && Sandbox.Works.Value is not null)
        {
            // Results say how the code was run, and a container sees less.
            plan = plan with
            {
                Sandbox = SandboxChoice.Container,
            };
        }

        var store = new ResultStore(plan.Report);
        BatchFile.Of(plan.Shard, found.Select(one => KeyValuePair.Create(one.Slug, one.Name))).Write(plan.Report);
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, pressed) =>
        {
            // The second Ctrl-C ends us at once: results are whole files, whatever happens.
            if (!stop.IsCancellationRequested)
            {
                pressed.Cancel = true;
                terminal.Error.WriteLine(
                    "\nStopping: what is being judged is finished first. Ctrl-C again ends at once."
                );
                stop.Cancel();
            }
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            var mine = found.Count(one => plan.Shard.Has(one.Name));
            var progress = new GradeProgress(terminal, mine);
            var graded = new GradeRun(plan, store).Run(found, Show, stop.Token);
            progress.End();
            if (!stop.IsCancellationRequested)
            {
                store.KeepOnly(graded.Select(one => one.Submission.Slug).ToHashSet(StringComparer.Ordinal));
            }

            ClassReports.Write(input, [.. graded.Select(one => one.Result).OfType<Result>()], terminal, plan.Report);
            return Tell(graded, mine, terminal);

            void Show(Graded one)
            {
                if (!one.Kept)
                {
                    JudgingTimes.Append(plan.Report, one.Submission.Slug, one.Took);
                }

                progress.Show(one);
            }
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }

    private static int Tell(IReadOnlyList<Graded> graded, int mine, Terminal terminal)
    {
        var faults = graded.Where(one => one.Fault is not null).ToArray();
        foreach (var fault in faults)
        {
            terminal.Error.WriteLine(
                $"selectquest: {PlainText.OneLine(fault.Submission.Name)} was not graded, which costs no points. {PlainText.OneLine(fault.Fault!.Split('\n')[0])}"
            );
            GraderFaults.Trace(fault.Fault!, terminal);
        }

        if (graded.Count < mine)
        {
            terminal.Error.WriteLine(
                $"{mine - graded.Count} of {mine} were not reached. The same command goes on from here."
            );
            return Stopped;
        }

        return faults.Length > 0 ? App.GraderFault : Graded;
    }

    private static void RequireSandbox(SandboxChoice choice)
    {
        if (Sandbox.WhyNot(choice) is { } whyNot)
        {
            throw new UnusableInputException($"other people's code is not run without a sandbox: {whyNot}.");
        }
    }
}
