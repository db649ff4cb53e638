def owed_by(standing):
    return []
