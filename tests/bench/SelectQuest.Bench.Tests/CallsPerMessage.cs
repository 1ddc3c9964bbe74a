using SelectQuest.Bench.Measuring;

namespace SelectQuest.Bench.Tests;

/// <summary>What strace counted, by kind.</summary>
public class CallsPerMessage
{
    private const string Summary = """
        % time     seconds  usecs/call     calls    errors syscall
        ------ ----------- ----------- --------- --------- ----------------
         52.10    0.020000           5      4000           sendto
         40.00    0.015000           3      4400       400 recvfrom
          7.80    0.003000          10       300           pselect6
          0.10    0.000040          10         4           futex
        ------ ----------- ----------- --------- --------- ----------------
        100.00    0.038040           4      8704       400 total
        """;

    [Fact]
    public void With_and_without_errors() =>
        Assert.Equal(new SystemCalls(1.1, 1, 0.075, 0.001), SystemCalls.Of(Summary, 4000));

    [Fact]
    public void Of_nothing() => Assert.Equal(new SystemCalls(0, 0, 0, 0), SystemCalls.Of("", 4000));
}
