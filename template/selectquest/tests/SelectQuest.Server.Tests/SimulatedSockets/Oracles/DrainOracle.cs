using SelectQuest.Server.Sockets;

namespace SelectQuest.Server.Simulation.Oracles;

/// <summary>After its token is cancelled Run flushes, closes and returns; it does not go on as if nothing had happened.</summary>
internal sealed class DrainOracle(Court court, Ledger ledger, SimulatedSockets kernel)
{
    /// <summary>So many selects may pass during shutdown without a byte sent or an fd closed.</summary>
    private const int Patience = 32;

    private int fruitless;

    public void Achieved() => fruitless = 0;

    public void BeforeSelect()
    {
        if (!ledger.Stopping)
        {
            return;
        }

        ledger.SelectsSinceStop++;
        fruitless++;
        if (fruitless > Patience)
        {
            court.Convict(
                ViolationKind.NeverStops,
                -1,
                "Run stops accepting, flushes, closes every fd and returns once its token is cancelled",
                $"{fruitless} more selects with nothing sent and nothing closed"
            );
        }
    }

    public void AfterSelect(TimeSpan timeout)
    {
        if (ledger.Stopping && kernel.Clock.Stalled && timeout == Timeout.InfiniteTimeSpan)
        {
            court.Convict(
                ViolationKind.HangsForEver,
                -1,
                "a finite timeout during shutdown, or no select at all",
                "select waits for ever: nothing it watches will be ready"
            );
        }
    }
}
