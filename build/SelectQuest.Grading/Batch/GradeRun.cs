using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using SelectQuest.Grading.Evidence.Running;
using SelectQuest.Grading.Judges;

namespace SelectQuest.Grading.Batch;

/// <summary>How a batch is graded.</summary>
/// <param name="Report">The folder that results go to.</param>
/// <param name="Program">The assembly whose command line starts a judge.</param>
internal sealed record GradePlan(string Report, string Program)
{
    /// <summary>How many submissions are judged at once.</summary>
    public int Jobs { get; init; } = Environment.ProcessorCount;

    public SandboxChoice Sandbox { get; init; } = SandboxChoice.Auto;

    public bool Thorough { get; init; }

    public Shard Shard { get; init; } = Shard.Whole;

    /// <summary>Keep what is there already and has the same key.</summary>
    public bool Resume { get; init; } = true;

    public Rubric Rubric { get; init; } = Rubric.OfTheQuest;

    /// <summary>For one submission, everything included; our clock then ends its judge.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A judge that has seen so many submissions makes room for a fresh one: the compiler keeps what it has read.</summary>
    public int SubmissionsOfAJudge { get; init; } = 200;

    public string Version { get; init; } = new GraderOptions().Version;
}

/// <summary>What became of one submission.</summary>
/// <param name="Result">Where nobody could judge it, one that says so.</param>
/// <param name="Fault">What the grader itself failed at; else null.</param>
/// <param name="Kept">It was there already.</param>
/// <param name="Took">How long judging it took; for people.</param>
internal sealed record Graded(
    FoundSubmission Submission,
    Result? Result,
    bool Kept,
    TimeSpan Took,
    string? Fault = null
);

/// <summary>Judges many submissions at once, each in a process that can be killed, and keeps every result as soon as it is there.</summary>
internal sealed class GradeRun(GradePlan plan, ResultStore store)
{
    /// <param name="graded">Called for each, one at a time, in the order in which they come to their end.</param>
    /// <param name="stop">What is being judged is finished, and nothing new begun.</param>
    /// <returns>In the order in which they were found; what was not begun is not among them.</returns>
    public IReadOnlyList<Graded> Run(
        IReadOnlyList<FoundSubmission> found,
        Action<Graded> graded,
        CancellationToken stop
    )
    {
        var mine = found.Where(one => plan.Shard.Has(one.Name)).ToArray();
        var shared = found
            .CountBy(one => one.Name, StringComparer.Ordinal)
            .Where(name => name.Value > 1)
            .Select(name => name.Key)
            .ToHashSet(StringComparer.Ordinal);
        var waiting = new ConcurrentQueue<FoundSubmission>(mine);
        var done = new ConcurrentDictionary<string, Graded>();
        var telling = new Lock();
        var workers = Enumerable
            .Range(0, Math.Clamp(plan.Jobs, 1, Math.Max(1, mine.Length)))
            .Select(_ => Task.Factory.StartNew(Work, TaskCreationOptions.LongRunning))
            .ToArray();
        Task.WaitAll(workers, CancellationToken.None);
        return [.. mine.Where(one => done.ContainsKey(one.Slug)).Select(one => done[one.Slug])];

        void Work()
        {
            using var bench = new Bench(plan);
            while (!stop.IsCancellationRequested && waiting.TryDequeue(out var one))
            {
                var outcome = Grade(one, bench, shared.Contains(one.Name));
                done[one.Slug] = outcome;
                lock (telling)
                {
                    graded(outcome);
                }
            }
        }
    }

    private Graded Grade(FoundSubmission one, Bench bench, bool sharesName)
    {
        var there = plan.Resume ? store.Find(one.Slug) : null;
        var known = there is not null && there.Key == KeyOf(one, there.Key.Content) ? there.Key.Content : null;
        var start = Stopwatch.GetTimestamp();
        var reply = bench.Ask(
            new JudgeRequest(one.Path, plan.Sandbox)
            {
                HandedIn = true,
                Name = one.Name,
                Thorough = plan.Thorough,
                SharesName = sharesName,
                CompileWithin = plan.Deadline / CompileShare,
                KnownContent = known,
            }
        );
        var took = Stopwatch.GetElapsedTime(start);
        if (reply.Content is { } content && reply.Verdict is { } verdict)
        {
            var result = Result.Of(KeyOf(one, content), one.Slug, verdict) with { Fingerprint = reply.Fingerprint };
            store.Keep(result);
            return new Graded(one, result, Kept: false, took);
        }

        return known is not null && reply.Content == known
            ? new Graded(one, there, Kept: true, took)
            : NotJudged(one, reply, took);
    }

    // Without a content hash no later run takes it for the same submission: it is judged again.
    private Graded NotJudged(FoundSubmission one, JudgeReply reply, TimeSpan took)
    {
        var because = reply.Late ?? "Its judge failed or ended before it answered.";
        var result = Result.Of(KeyOf(one, ""), one.Slug, Grader.NotJudged(one.Name, because, plan.Version));
        store.Keep(result);
        var fault = reply.Late is null ? reply.Fault ?? reply.Unusable ?? "The judge said nothing." : null;
        return new Graded(one, result, Kept: false, took, fault);
    }

    /// <summary>The compiler's part of the deadline, in its processor time; the rest is for running what it made.</summary>
    private const double CompileShare = 6;

    private ResultKey KeyOf(FoundSubmission one, string content) =>
        new(
            one.Name,
            content,
            ContentHash.Of(plan.Rubric.Text),
            plan.Version,
            $"{plan.Sandbox}{(plan.Thorough ? ", thorough" : "")}"
        );

    /// <summary>One judge at a time, a new one when the last was killed, ended, or has seen enough.</summary>
    private sealed class Bench(GradePlan plan) : IDisposable
    {
        private JudgeProcess? judge;
        private int asked;

        public JudgeReply Ask(JudgeRequest request)
        {
            judge ??= JudgeProcess.Start(plan.Program, plan.Sandbox);
            var sitting = judge;
            var late = false;
            var start = Stopwatch.GetTimestamp();
            var clock = new Timer(
                _ =>
                {
                    late = true;
                    sitting.Kill();
                },
                null,
                plan.Deadline,
                Timeout.InfiniteTimeSpan
            );
            var reply = sitting.Ask(request);

            // A clock that rings while it is put away rings now: not in the next one's time.
            clock.DisposeAsync().AsTask().Wait();
            // On a machine with no processor to spare it may ring too late, or not at all: an answer is late all the same.
            late |= Stopwatch.GetElapsedTime(start) >= plan.Deadline;
            if (late)
            {
                reply = new JudgeReply(null, null)
                {
                    IsSpent = true,
                    Late = string.Create(
                        CultureInfo.InvariantCulture,
                        $"Judging it took longer than the {plan.Deadline.TotalSeconds:0.###} s that one submission has, and was ended."
                    ),
                };
            }

            if (reply.IsSpent || reply.Fault is not null || ++asked >= plan.SubmissionsOfAJudge)
            {
                Dispose();
            }

            return reply;
        }

        public void Dispose()
        {
            judge?.Dispose();
            (judge, asked) = (null, 0);
        }
    }
}
