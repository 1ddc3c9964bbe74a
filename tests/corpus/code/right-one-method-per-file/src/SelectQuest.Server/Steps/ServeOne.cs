namespace SelectQuest.Server.Steps;

internal static class ServeOne
{
    public static void Do(World world, Connection connection)
    {
        if (world.Error.IsSet(connection.Fd))
        {
            Drop.Do(world, connection);
            return;
        }

        if (world.Read.IsSet(connection.Fd) && connection.State is not ConnectionState.Closing)
        {
            ReadSome.Do(world, connection);
        }

        if (connection.Debt.Count > 0 && (world.Write.IsSet(connection.Fd) || world.Read.IsSet(connection.Fd)))
        {
            WriteSome.Do(world, connection);
        }

        if (connection is { State: ConnectionState.Closing, Debt.Count: 0 })
        {
            Drop.Do(world, connection);
        }
    }
}
