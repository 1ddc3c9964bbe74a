namespace SelectQuest.Server.Steps;

internal static class GoodBye
{
    private const int MostSilentRounds = 20;

    public static void Do(World world)
    {
        world.Sockets.Close(world.ListenFd);
        world.ListenFd = -1;
        foreach (var connection in world.Registry)
        {
            connection.State = ConnectionState.Closing;
            ServeIdle(world, connection);
        }

        for (var silent = 0; world.Registry.Count > 0 && silent < MostSilentRounds;)
        {
            silent += OneRound.Do(world) ? 0 : 1;
        }

        foreach (var connection in world.Registry)
        {
            Drop.Do(world, connection);
        }
    }

    private static void ServeIdle(World world, Connection connection)
    {
        if (connection.Debt.Count == 0)
        {
            Drop.Do(world, connection);
        }
    }
}
