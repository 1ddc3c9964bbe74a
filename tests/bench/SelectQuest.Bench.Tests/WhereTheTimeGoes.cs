using SelectQuest.Bench.Measuring;

namespace SelectQuest.Bench.Tests;

/// <summary>What perf sampled, by whose code it is.</summary>
public class WhereTheTimeGoes
{
    private const string Report = """
        80.00%  |[kernel.kallsyms]
         8.00%  |[JIT] tid 4711
         6.00%  |libc.so.6
         4.00%  |libcoreclr.so
         2.00%  |[vdso]


        """;

    [Fact]
    public void The_kernel_the_library_and_the_rest() =>
        Assert.Equal(new CpuShares(0.8, 0.06, 0.14), Rounded(CpuShares.Of(Report)));

    [Fact]
    public void Shares_are_of_what_was_told() =>
        Assert.Equal(
            new CpuShares(0.5, 0.25, 0.25),
            CpuShares.Of("20.00%|[kernel]\n10.00%|libc-2.31.so\n10.00%|select")
        );

    [Fact]
    public void A_library_whose_name_begins_alike_is_somebody_s_own() =>
        Assert.Equal(new CpuShares(0, 0, 1), CpuShares.Of("5.00%|libclrjit.so\n5.00%|libcoreclr.so"));

    [Fact]
    public void Nothing_is_not_a_share() =>
        Assert.Throws<InvalidOperationException>(() => CpuShares.Of("Error:\nThe file has no samples!\n"));

    [Fact]
    public void The_middle_of_some_runs() =>
        Assert.Equal(
            new CpuShares(0.8, 0.1, 0.2),
            CpuShares.Middle([new(0.7, 0.1, 0.2), new(0.9, 0.0, 0.1), new(0.8, 0.2, 0.3)])
        );

    [Theory]
    [InlineData(
        "Error:\nAccess to performance monitoring is limited.\nConsider",
        "Access to performance monitoring is limited."
    )]
    [InlineData("perf: no such process\n", "perf: no such process")]
    [InlineData("", "no reason")]
    public void Whoever_is_refused_reads_why(string words, string reason) =>
        Assert.Equal(reason, CpuShares.Reason(words));

    private static CpuShares Rounded(CpuShares shares) =>
        new(Math.Round(shares.Kernel, 9), Math.Round(shares.Library, 9), Math.Round(shares.Own, 9));
}
