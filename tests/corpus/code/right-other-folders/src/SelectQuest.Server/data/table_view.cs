namespace SelectQuest.Server;

sealed class table_view(ConnectionRegistry registry)
{
    public interest_sets ask(bool only_flush)
    {
        var wanted = new interest_sets();
        foreach (var c in registry)
        {
            if (!c.hung_up && !only_flush) wanted.rd.Set(c.Fd);
            if (!c.queue.is_empty) wanted.wr.Set(c.Fd);
            wanted.ex.Set(c.Fd);
        }
        return wanted;
    }

    public void end_those(Predicate<Connection> who, Action<Connection> bury)
    {
        var doomed = new List<Connection>();
        foreach (var c in registry) if (who(c)) doomed.Add(c);
        doomed.ForEach(bury);
    }
}
