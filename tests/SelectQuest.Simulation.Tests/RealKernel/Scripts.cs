using static SelectQuest.Server.Simulation.ClientDoes;

namespace SelectQuest.Simulation.Tests.RealKernel;

/// <summary>Programs of seam calls and client actions: each looks at one rule of the kernel.</summary>
internal static class Scripts
{
    public const int Clients = 3;

    /// <summary>Surely open in neither kernel.</summary>
    private const int ClosedFd = 1000;

    public static readonly Dictionary<string, Action<Stage>> All = new()
    {
        ["accept until EAGAIN"] = stage =>
        {
            stage.SelectAll();
            stage.Accept();
            stage.Client(0, Connect);
            stage.Client(1, Connect);
            stage.SelectAll();
            stage.Accept();
            stage.SelectAll();
            stage.Accept();
            stage.Accept();
            stage.SelectAll();
        },
        ["recv in pieces"] = stage =>
        {
            Connected(stage);
            stage.Receive(0, 10);
            stage.Client(0, Send, 10);
            stage.SelectAll();
            stage.Receive(0, 4);
            stage.SelectAll();
            stage.Receive(0, 100);
            stage.Receive(0, 100);
            stage.SelectAll();
        },
        ["half-close"] = stage =>
        {
            Connected(stage);
            stage.Client(0, Send, 5);
            stage.Client(0, ShutDownWriting);
            stage.SelectAll();
            stage.Receive(0, 10);
            stage.SelectAll();
            stage.Receive(0, 10);
            stage.Receive(0, 10);
            stage.Send(0, 5);
            stage.Client(0, ReadOn);
            stage.SelectAll();
            stage.Close(0);
            stage.SelectAll();
        },
        ["close, then send twice"] = stage =>
        {
            Connected(stage);
            stage.Client(0, Close);
            stage.SelectAll();
            stage.Receive(0, 10);
            stage.Send(0, 5);
            stage.SelectAll();
            stage.Send(0, 5);
            stage.Receive(0, 10);
            stage.SelectAll();
        },
        ["close with data behind it, then send"] = stage =>
        {
            Connected(stage);
            stage.Client(0, Send, 8);
            stage.Client(0, Close);
            stage.SelectAll();
            stage.Receive(0, 3);
            stage.Send(0, 3);
            stage.SelectAll();
            stage.Receive(0, 10);
            stage.Receive(0, 10);
            stage.Send(0, 5);
        },
        ["reset, recv first"] = stage =>
        {
            Connected(stage);
            stage.Client(0, Reset);
            stage.SelectAll();
            stage.Receive(0, 10);
            stage.Receive(0, 10);
            stage.Send(0, 5);
            stage.SelectAll();
        },
        ["reset, send first"] = stage =>
        {
            Connected(stage);
            stage.Client(0, Reset);
            stage.SelectAll();
            stage.Send(0, 5);
            stage.Send(0, 5);
            stage.Receive(0, 10);
            stage.SelectAll();
        },
        ["reset behind data"] = stage =>
        {
            Connected(stage);
            stage.Client(0, Send, 6);
            stage.SelectAll();
            stage.Client(0, Reset);
            stage.SelectAll();
            stage.Receive(0, 4);
            stage.Receive(0, 10);
            stage.Receive(0, 10);
            stage.Receive(0, 10);
        },
        ["reset behind EOF"] = stage =>
        {
            Connected(stage);
            stage.Client(0, ShutDownWriting);
            stage.SelectAll();
            stage.Client(0, Reset);
            stage.SelectAll();
            stage.Receive(0, 10);
            stage.Send(0, 5);
            stage.Send(0, 5);
        },
        ["reset before accept"] = stage =>
        {
            stage.Client(0, Connect);
            stage.SelectAll();
            stage.Client(0, Reset);
            stage.SelectAll();
            stage.Accept();
            stage.SelectAll();
            stage.Receive(0, 10);
        },
        ["close with the echo unread"] = stage =>
        {
            Connected(stage);
            stage.Client(0, StopReading);
            stage.Send(0, 5);
            stage.SelectAll();
            stage.Client(0, Close);
            stage.SelectAll();
            stage.Receive(0, 10);
            stage.Send(0, 5);
        },
        ["urgent data alone"] = stage =>
        {
            Connected(stage);
            stage.Client(0, SendUrgent);
            stage.SelectAll();
            stage.SelectAll();
            stage.Receive(0, 10);
            stage.SelectAll();
        },
        ["urgent data behind data"] = stage =>
        {
            Connected(stage);
            stage.Client(0, Send, 7);
            stage.Client(0, SendUrgent);
            stage.SelectAll();
            stage.Receive(0, 3);
            stage.Receive(0, 100);
            stage.SelectAll();
            stage.Receive(0, 100);
            stage.SelectAll();
        },
        ["urgent data in front of data"] = stage =>
        {
            Connected(stage);
            stage.Client(0, SendUrgent);
            stage.SelectAll();
            stage.Client(0, Send, 7);
            stage.SelectAll();
            stage.Receive(0, 3);
            stage.SelectAll();
            stage.Receive(0, 100);
            stage.SelectAll();
        },
        ["urgent data, then EOF"] = stage =>
        {
            Connected(stage);
            stage.Client(0, SendUrgent);
            stage.Client(0, ShutDownWriting);
            stage.SelectAll();
            stage.Receive(0, 100);
            stage.SelectAll();
        },
        ["the urgent byte ends a reset connection too"] = stage =>
        {
            Connected(stage);
            stage.Client(0, SendUrgent);
            stage.SelectAll();
            stage.Client(0, Reset);
            stage.SelectAll();
            stage.Receive(0, 100);
            stage.SelectAll();
        },
        ["a full buffer"] = stage =>
        {
            Connected(stage);
            stage.Client(0, StopReading);
            stage.SelectAll();
            stage.Fill(0);
            stage.SelectAll();
            stage.Client(0, ReadOn);
            stage.SelectAll();
            stage.Send(0, 5);
        },
        ["a closed fd in a set"] = stage =>
        {
            Connected(stage);
            stage.Client(0, Send, 5);
            stage.SelectAll();
            stage.Client(1, Connect);
            stage.SelectAll();
            stage.Accept();
            stage.SelectAfterClose(1);
            stage.SelectAll();
            stage.UseClosed(ClosedFd);
        },
        ["nfds too low"] = stage =>
        {
            Connected(stage);
            stage.Client(0, Send, 5);
            stage.SelectAll();
            stage.SelectBelow(0);
            stage.SelectAll();
        },
        ["arguments out of range"] = stage =>
        {
            stage.SelectWith(-1, TimeSpan.Zero);
            stage.SelectWith(1025, TimeSpan.Zero);
            stage.SelectWith(4, TimeSpan.FromSeconds(-2));
            stage.SelectWith(0, TimeSpan.Zero);
        },
        ["calls on the wrong fd"] = stage =>
        {
            Connected(stage);
            stage.UseListener();
            stage.AcceptOn(0);
        },
        ["no bytes at all"] = stage =>
        {
            Connected(stage);
            stage.Send(0, 0);
            stage.Client(0, Send, 5);
            stage.SelectAll();
            stage.Receive(0, 0);
            stage.Receive(0, 5);
        },
    };

    public static void Connected(Stage stage)
    {
        stage.Client(0, Connect);
        stage.SelectAll();
        stage.Accept();
        stage.SelectAll();
    }

    /// <summary>A program drawn from a seed: clients do what they like, the server calls what it likes.</summary>
    public static void Random(Stage stage, int seed)
    {
        var random = new Random(seed);
        var state = new int[Clients]; // 0 not connected, 1 talking, 2 write side closed, 3 gone
        var urgent = new bool[Clients];
        for (var step = 0; step < 40; step++)
        {
            var client = random.Next(Clients);
            if (random.Next(3) > 0)
            {
                ServerActs(stage, random, client);
                continue;
            }

            ClientActs(stage, random, client, state, urgent);
            stage.SelectAll();
        }
    }

    private static void ServerActs(Stage stage, Random random, int client)
    {
        var action = random.Next(8);
        if (!stage.Has(client))
        {
            stage.Accept();
        }
        else if (action < 4)
        {
            stage.Receive(client, random.Next(1, 20));
        }
        else if (action < 7)
        {
            stage.Send(client, random.Next(1, 20));
            stage.SelectAll();
        }
        else if (random.Next(4) == 0)
        {
            stage.Close(client);
        }
    }

    private static void ClientActs(Stage stage, Random random, int client, int[] state, bool[] urgent)
    {
        if (state[client] == 0)
        {
            // In the order of their numbers, so that the nth accept is client n.
            client = Array.IndexOf(state, 0);
            stage.Client(client, Connect);
            stage.Client(client, StopReading);
            state[client] = 1;
            return;
        }

        var action = random.Next(12);
        if (state[client] == 3 || !stage.Has(client))
        {
            return;
        }

        if (action < 6 && state[client] == 1)
        {
            stage.Client(client, Send, random.Next(1, 30));
        }
        else if (action == 6 && state[client] == 1 && !urgent[client])
        {
            urgent[client] = true;
            stage.Client(client, SendUrgent);
        }
        else if (action == 7 && state[client] == 1)
        {
            state[client] = 2;
            stage.Client(client, ShutDownWriting);
        }
        else if (action is 8 or 9)
        {
            state[client] = 3;
            stage.Client(client, action == 8 ? Close : Reset);
        }
    }
}
