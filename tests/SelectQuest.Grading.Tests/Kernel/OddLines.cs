using System.Diagnostics.CodeAnalysis;
using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Tests.Kernel;

public class OddLines
{
    [Theory]
    [InlineData("")]
    [InlineData("strace: Process 12 attached")]
    [InlineData("12")]
    [InlineData("12 ")]
    [InlineData("99999999999999999999 close(3) = 0")]
    [InlineData("12 <... close resumed>) = 0")]
    [InlineData("12 <... ")]
    [InlineData("12 --- stopped by SIGSTOP ---")]
    [InlineData("12 +++ superseded by execve in pid 13 +++")]
    [InlineData("12 +++ exited with x +++")]
    [InlineData("12 = 0")]
    [InlineData("12 \0\uFFFF(")]
    public void A_line_that_records_nothing_is_left_out(string line) => Assert.Empty(Events(line));

    [Fact]
    public void A_line_longer_than_three_full_sets_is_left_out_and_the_next_one_is_read()
    {
        var events = Events($"12 write(3, \"{new string('x', StraceLog.LongestLine)}\", 9) = 9\n12 close(3) = 0");

        Assert.Equal("close", Assert.Single(events.OfType<CallBegan>()).Call.Name);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(4093)]
    public void Where_the_pieces_are_cut_makes_no_difference(int size)
    {
        var text = RecordedLog.Text("five-clients-then-SIGTERM");
        var log = new StraceLog();
        var events = text.Chunk(size).SelectMany(piece => log.Feed(piece)).Concat(log.Feed("\n"));

        Assert.Equal(RecordedLog.Events("five-clients-then-SIGTERM").Select(Said), events.Select(Said));
    }

    [Fact]
    [SuppressMessage("Security", "CA5394", Justification = "Noise with a fixed seed.")]
    public void No_damage_to_a_record_makes_the_replay_throw()
    {
        var text = RecordedLog.Text("five-clients-then-SIGTERM");
        var random = new Random(20261123);
        for (var round = 0; round < 2_000; round++)
        {
            var damaged = text.ToCharArray();
            for (var wound = 0; wound < 40; wound++)
            {
                damaged[random.Next(damaged.Length)] = text[random.Next(text.Length)];
            }

            var replay = new Replay();
            foreach (var happened in new StraceLog().Read(new StringReader(new string(damaged))))
            {
                replay.Take(happened);
            }

            Assert.Equal(KernelFacts.All, replay.Evidence().Facts.Select(fact => fact.Name));
        }
    }

    [Fact]
    public void The_pid_of_a_child_in_a_box_is_the_one_that_the_kernel_knows_outside()
    {
        var call = SystemCall.Parse(
            "clone3({flags=CLONE_VM|CLONE_FILES, exit_signal=0}, 88) = 5 /* 4711 in strace's PID NS */"
        );

        Assert.Equal(4711, call!.Result);
    }

    [Theory]
    [InlineData("{tv_sec=0, tv_nsec=500000000}", 500)]
    [InlineData("{tv_sec=1, tv_usec=250000}", 1250)]
    [InlineData("{tv_sec=0, tv_nsec=0}", 0)]
    [InlineData("NULL", null)]
    [InlineData("0x7ffd9a468100", null)]
    [InlineData("{tv_sec=99999999999999999999}", null)]
    public void A_timeout_is_read_from_a_timeval_and_a_timespec(string text, int? milliseconds) =>
        Assert.Equal(milliseconds, StraceText.Timeout(text)?.TotalMilliseconds);

    private static IEnumerable<StraceEvent> Events(string text) => new StraceLog().Read(new StringReader(text));

    private static string Said(StraceEvent happened) =>
        happened switch
        {
            CallBegan(var pid, var call) => $"{pid} began {call.Name} {string.Join(',', call.Arguments)}",
            CallEnded(var pid, var call) => $"{pid} ended {call.Name} {string.Join(',', call.Arguments)} {call.Result}",
            _ => happened.ToString(),
        };
}
