namespace SelectQuest.Server.Steps;

internal static class MakeSets
{
    public static void Do(World world)
    {
        world.Read.Zero();
        world.Write.Zero();
        world.Error.Zero();
        if (world.ListenFd >= 0 && !world.ListenerRests)
        {
            world.Read.Set(world.ListenFd);
        }

        foreach (var connection in world.Registry)
        {
            if (connection.State is not ConnectionState.Closing)
            {
                world.Read.Set(connection.Fd);
            }

            if (connection.Debt.Count > 0)
            {
                world.Write.Set(connection.Fd);
            }

            world.Error.Set(connection.Fd);
        }
    }
}
