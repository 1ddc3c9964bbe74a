using SelectQuest.Grading.Evidence.Kernel;

namespace SelectQuest.Grading.Tests.Kernel;

public class StraceLogs
{
    [Fact]
    public void A_recorded_run_is_read_to_its_last_line()
    {
        var log = new StraceLog();
        var events = log.Read(new StringReader(RecordedLog.Text("five-clients-then-SIGTERM"))).ToArray();

        Assert.Equal(0, log.OddLines);
        var accepted = events.OfType<CallEnded>().Where(e => e.Call.Name == "accept" && e.Call.Succeeded);
        Assert.Equal([40L, 41L, 42L, 43L, 44L], accepted.Select(e => e.Call.Result!.Value));
        Assert.Equal("SIGTERM", Assert.Single(events.OfType<SignalArrived>()).Name);
        Assert.Equal(new ThreadEnded(19539, 0), events[^1]);
    }

    [Fact]
    public void A_call_split_by_another_thread_is_joined_again()
    {
        var events = RecordedLog.Events("five-clients-then-SIGTERM");

        var ended = events.OfType<CallEnded>().Last(e => e.Call.Name == "pselect6");
        Assert.Equal(
            ["43", "[25 40 41 42]", "[]", "[40 41 42]", "{tv_sec=0, tv_nsec=200000000}", "NULL"],
            ended.Call.Arguments
        );
        Assert.Equal(0, ended.Call.Result);
        Assert.Equal("Timeout", ended.Call.Detail);
    }
}
