"""What are things called across the settings?"""

from typing import NewType

#: the slug protocols and flows use for a department: "urgencia"
DepartmentId = NewType("DepartmentId", str)
