# The kit's front door. Every target is one or two dotnet lines: `make help` prints them for those without make.

.DEFAULT_GOAL := help
CONFIGURATION ?= Release
CAKE := dotnet cake build/build.cake
CLI := dotnet run --project build/SelectQuest.Cli --configuration $(CONFIGURATION) --

.PHONY: help demo test pack install new bridge verify grade corpus repeat bench bench-grade mutants release-table format ci clean tools

help:
	@echo "SelectQuest: a select() quest for students, and the grader that goes with it"
	@echo
	@echo "  make demo               the whole path: pack, scaffold, 0 of 5, solution, 5 of 5, a class graded"
	@echo "                            dotnet tool restore && $(CAKE) --target=Demo"
	@echo "  make test               every test of the kit; results in artifacts/test-results"
	@echo "                            dotnet test SelectQuest.slnx --configuration Release"
	@echo "  make pack               the template package, grader inside, in artifacts/packages"
	@echo "                            $(CAKE) --target=Pack"
	@echo "  make install            pack, then install the template for your own dotnet new"
	@echo "                            dotnet new install artifacts/packages/SelectQuest.Templates.*.nupkg"
	@echo "  make new NAME=x OUT=dir pack, then scaffold a quest without installing anything"
	@echo "                            $(CAKE) --target=Scaffold --name=x --output=dir"
	@echo "  make bridge NAME=poll OUT=dir  what comes after select, as a repo: poll, epoll or threadpool"
	@echo "                            $(CAKE) --target=Bridge --bridge=poll --name=poll --output=dir"
	@echo "  make verify REPO=dir    verdict on one repo, one plan file, or - for a pasted plan"
	@echo "                            $(CLI) verify dir"
	@echo "  make grade SUBMISSIONS=dir OUT=report"
	@echo "                          a class: results, gradebook, report; more options in MORE='--jobs 4 ...'"
	@echo "                            $(CLI) grade dir --out report"
	@echo "  make corpus             how often is the grader wrong? judges every labelled case"
	@echo "                            dotnet run --project tests/SelectQuest.Corpus"
	@echo "  make repeat TIMES=50    is it the same verdict every time? hours; stop it when you like, it goes on from there"
	@echo "                            dotnet run --project tests/SelectQuest.Corpus -- repeat 50 --known tests/corpus/judged"
	@echo "  make bench              is the loop fast? servers side by side, in about 17 minutes; BENCH=--quick for one"
	@echo "                            dotnet run --project tests/bench/SelectQuest.Bench --configuration Release"
	@echo "  make bench-grade        what does grading cost? beside building and testing, in about 25 minutes; BENCH='--sizes 1,10' for fewer"
	@echo "                            make demo, then dotnet run --project tests/bench/SelectQuest.Bench --configuration Release -- grade"
	@echo "  make mutants            would the tests of the verdicts notice a fault? report in artifacts/mutants"
	@echo "                            cd tests && dotnet tool restore && dotnet stryker --output ../artifacts/mutants"
	@echo "  make release-table      writes down which files the version under work issues; commit it with the release"
	@echo "                            SELECTQUEST_RELEASE=1 dotnet test tests/SelectQuest.Grading.Tests --filter FullyQualifiedName~Once_a_version_is_released"
	@echo "  make format             formats every C# and project file"
	@echo "                            dotnet csharpier format ."
	@echo "  make ci                 what continuous integration runs"
	@echo "                            bash .ci/run"
	@echo "  make clean              deletes artifacts/ and every bin and obj"
	@echo "                            $(CAKE) --target=Clean"

tools:
	@dotnet tool restore --verbosity quiet

demo: tools
	@$(CAKE) --target=Demo --verbosity=normal

# Each project's results have its name: two that begin in the same second would have one file otherwise.
TEST = dotnet test $$project --no-build --nologo --configuration $(CONFIGURATION) \
	--logger "trx;LogFileName=$$(basename $$project .csproj).trx" --results-directory $(CURDIR)/artifacts/test-results
# The grader's tests are half of all and wait much: the rest runs beside them. A third at a time makes the machine so busy
# that servers under test get no chance to act.
GRADER_TESTS := tests/SelectQuest.Grading.Tests/SelectQuest.Grading.Tests.csproj
OTHER_TESTS := $(filter-out $(GRADER_TESTS),$(shell grep -o 'tests/[^"]*[.]Tests[.]csproj' SelectQuest.slnx))

test:
	@rm -rf artifacts/test-results
	dotnet build SelectQuest.slnx --configuration $(CONFIGURATION) --nologo
	@failed=0; project=$(GRADER_TESTS); $(TEST) & \
	for project in $(OTHER_TESTS); do $(TEST) || failed=1; done; \
	wait $$! || failed=1; exit $$failed

pack: tools
	@$(CAKE) --target=Pack

install: pack
	dotnet new install artifacts/packages/SelectQuest.Templates.*.nupkg --force

NAME ?= my-quest
OUT ?= artifacts/demo/$(NAME)
new: tools
	@$(CAKE) --target=Scaffold --name="$(NAME)" --output="$(OUT)"

# A quest is called my-quest unless told otherwise, and no bridge is.
bridge: tools
	@$(CAKE) --target=Bridge --bridge="$(NAME)" --name="$(NAME)" --output="$(OUT)"

corpus:
	dotnet run --project tests/SelectQuest.Corpus --configuration $(CONFIGURATION) -- --output tests/corpus/RESULTS.md

# After a change that is meant to change reports, take their lines out of tests/corpus/judged/judged.tsv first.
TIMES ?= 50
repeat:
	dotnet run --project tests/SelectQuest.Corpus --configuration Release -- repeat $(TIMES) --known tests/corpus/judged

bench:
	dotnet run --project tests/bench/SelectQuest.Bench --configuration Release -- $(BENCH)

# The quest that `make demo` leaves behind is what is built, tested and judged.
bench-grade:
	@test -d artifacts/demo/my-quest || $(MAKE) demo
	dotnet build build/SelectQuest.Cli --configuration Release --nologo -v q
	dotnet run --project tests/bench/SelectQuest.Bench --configuration Release -- grade $(BENCH)

mutants:
	cd tests && dotnet tool restore && dotnet stryker --output ../artifacts/mutants --skip-version-check

release-table:
	SELECTQUEST_RELEASE=1 dotnet test tests/SelectQuest.Grading.Tests --filter FullyQualifiedName~Once_a_version_is_released

verify:
	@test -n "$(REPO)" || { echo "Say what to verify: make verify REPO=path/to/repo (or a plan file, or - for stdin)"; exit 2; }
	@$(CLI) verify "$(REPO)"

grade:
	@test -n "$(SUBMISSIONS)" -a -n "$(filter-out artifacts/demo/$(NAME),$(OUT))" || { echo "Say what to grade and where the report goes: make grade SUBMISSIONS=path OUT=report"; exit 2; }
	@$(CLI) grade $(SUBMISSIONS) --out "$(OUT)" $(MORE)

format: tools
	dotnet csharpier format .

ci:
	bash .ci/run

clean: tools
	@$(CAKE) --target=Clean
