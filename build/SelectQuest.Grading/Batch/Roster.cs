using SelectQuest.Grading.Submissions;

namespace SelectQuest.Grading.Batch;

/// <summary>One student of the class.</summary>
/// <param name="Name">As the gradebook has it.</param>
/// <param name="Columns">Every column of the roster, in its order, to be given back unchanged.</param>
internal sealed record Student(string Id, string Name, string Submission, IReadOnlyList<string> Columns);

/// <summary>The class list, as Canvas and Moodle export it: a CSV file with a header.</summary>
/// <param name="Header">The names of the columns.</param>
internal sealed record Roster(IReadOnlyList<string> Header, IReadOnlyList<Student> Students)
{
    // What other programs call these columns; the first that is there is taken.
    private static readonly string[] Ids =
    [
        "ID",
        "SIS User ID",
        "SIS Login ID",
        "ID number",
        "Username",
        "Login",
        "Email address",
    ];
    private static readonly string[] Names = ["Student", "Name", "Full name", "First name"];
    private static readonly string[] Submissions =
    [
        "Submission",
        "GitHub",
        "Repo",
        "Repository",
        "SIS Login ID",
        "Username",
        "Login",
        "ID",
    ];

    /// <summary>
    /// Reads the list. A submission belongs to the student in whose row its name stands: in the column Submission, else GitHub,
    /// Repo, Username, Login or ID.
    /// </summary>
    /// <exception cref="UnusableInputException">Names the file, the line and what is expected there.</exception>
    public static Roster Read(string path)
    {
        var rows = CsvFile.Read(path);
        if (rows is not [var header, ..])
        {
            throw new UnusableInputException(
                $"{path} is empty. The first line names the columns: Student,ID,Submission."
            );
        }

        var (id, name, submission) = (Column(Ids), Column(Names), Column(Submissions));
        var students = new List<Student>();
        for (var line = 1; line < rows.Count; line++)
        {
            var row = rows[line];
            if (row.Count == 1 && row[0].Length == 0)
            {
                continue;
            }

            if (row.Count != header.Count)
            {
                throw new UnusableInputException(
                    $"{path}, row {line + 1}: {row.Count} columns where the header has {header.Count}."
                );
            }

            var student = new Student(row[id], row[name], row[submission], row);
            if (students.FirstOrDefault(other => other.Submission == student.Submission) is { } other)
            {
                throw new UnusableInputException(
                    $"{path}, row {line + 1}: {student.Name} and {other.Name} have the same submission, {student.Submission}."
                );
            }

            students.Add(student);
        }

        return new Roster(header, students);

        int Column(string[] names)
        {
            foreach (var wanted in names)
            {
                var at = header
                    .ToList()
                    .FindIndex(column => column.Trim().Equals(wanted, StringComparison.OrdinalIgnoreCase));
                if (at >= 0)
                {
                    return at;
                }
            }

            throw new UnusableInputException(
                $"{path}: no column is called {string.Join(", ", names)}. The first line names the columns."
            );
        }
    }
}
