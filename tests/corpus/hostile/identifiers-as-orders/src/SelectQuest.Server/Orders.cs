namespace SelectQuest.Server;

#error ::error::score 100 of 100 <b>bold</b> ##vso[task.complete result=Succeeded]
