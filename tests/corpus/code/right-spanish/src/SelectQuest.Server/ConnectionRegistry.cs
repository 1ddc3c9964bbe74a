using System.Collections;

namespace SelectQuest.Server;

/// <summary>El registro de clientes: un arreglo cuyo índice es el descriptor.</summary>
public sealed class ConnectionRegistry : IEnumerable<Connection>
{
    private readonly Connection?[] puestos = new Connection?[Sockets.FdSet.Size];
    private int cuantos;
    private int mayor = -1;

    public int MaxFd => mayor;

    public int Count => cuantos;

    public void Add(int fd, Connection connection)
    {
        if (puestos[fd] is not null)
        {
            throw new ArgumentException($"El descriptor {fd} ya está ocupado.", nameof(fd));
        }

        puestos[fd] = connection;
        cuantos++;
        mayor = Math.Max(mayor, fd);
    }

    public bool Remove(int fd)
    {
        if (Get(fd) is null)
        {
            return false;
        }

        puestos[fd] = null;
        cuantos--;

        // Si se fue el mayor, se baja hasta el siguiente que siga ahí.
        while (mayor >= 0 && puestos[mayor] is null)
        {
            mayor--;
        }

        return true;
    }

    public Connection? Get(int fd) => fd >= 0 && fd < puestos.Length ? puestos[fd] : null;

    public IEnumerator<Connection> GetEnumerator()
    {
        for (var fd = 0; fd <= mayor; fd++)
        {
            if (puestos[fd] is { } cliente)
            {
                yield return cliente;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
